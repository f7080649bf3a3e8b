"""What the old number is told of a change that waits, with the link that stops it and needs no log-in.

The link's token follows from the change's id and the digest key: no table, job or log holds it; the message is sealed.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.binding import numbers_of
from jiaoyun.accounts.models import IdentifierKind, WaitingChange, WaitingKind
from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.models import MessageChannel
from jiaoyun.plumbing.sending.messages import declare_message
from jiaoyun.plumbing.sending.outbox import enqueue_message

TOKEN_LENGTH = 40
_TOLD = (IdentifierKind.PHONE, IdentifierKind.EMAIL)

WAITING_MESSAGE = declare_message(
    "accounts.waiting",
    "您的账号申请了{what}，{due}以后生效。不是您本人的意思？请在这之前打开 {link} 取消，不用登录。",
    ("what", "due", "link"),
    subject="账号有一项更改正在等待",
)


def token_of(change_id: UUID) -> str:
    """The token of the cancel link: 40 characters that only this installation can make."""
    return digest("waiting-token", str(change_id)).hex()[:TOKEN_LENGTH]


def tell_bound(row: WaitingChange, now: datetime) -> int:
    """Send the link to every phone and mailbox that is bound now, the old number among them; returns how many."""
    due = timezone.localtime(row.due_at)
    path = reverse("accounts:change_cancel", kwargs={"token": token_of(row.id)})
    values = {
        "what": WaitingKind(row.kind).label,
        "due": f"{due.month}月{due.day}日{due:%H:%M}",
        "link": f"{settings.JIAOYUN_ADDRESS.rstrip('/')}{path}",
    }
    bound = [one for one in numbers_of([row.account_id]) if one.kind in _TOLD]
    for one in bound:
        channel = MessageChannel(one.kind.value)
        enqueue_message(channel, one.number, WAITING_MESSAGE, values, now=now, account_id=row.account_id)
    return len(bound)
