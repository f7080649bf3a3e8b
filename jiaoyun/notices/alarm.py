"""Security notices: whoever controls an account learns of every change of control, at once and by every channel.

Each carries 「不是我操作的」: a signed link that ends all log-ins and leads to a ticket, even for who is locked out.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from jiaoyun.notices.kinds import KINDS, Reach, declare_kind
from jiaoyun.notices.links import not_me_token
from jiaoyun.notices.messages import write_messages
from jiaoyun.notices.models import Notice, Topic

_PAGE = "notices:not_me"


def declare_alarm(kind: str, text: str) -> str:
    """Register a security notice; `text` is a whole sentence, e.g. 您的密码已经修改。 Returns its name."""
    return declare_kind(
        kind,
        text,
        _PAGE,
        ("token",),
        label="不是我操作的",
        topic=Topic.SECURITY,
        reach=Reach.ALWAYS,
        message=f"{text}不是您操作的？请打开 {{link}} 马上停止。",
    )


def alarm(
    account_id: UUID,
    kind: str,
    *,
    now: datetime,
    released: Iterable[UUID] = (),
    notice_id: UUID | None = None,
    **values: Any,
) -> None:
    """Tell the person by notice and by a message to every bound phone and mailbox; inside the caller's transaction.

    `released`: identifiers that were bound until now (the number a change took away): they are told too. A job gives
    its own id as `notice_id`, so that its second run tells nobody twice. Values are ids, counts and masked hints only.
    """
    if KINDS[kind].page != _PAGE:
        raise LookupError(f"notice {kind} is no alarm")
    notice_id = notice_id or uuid7()
    if Notice.objects.of_account(account_id).filter(id=notice_id).exists():
        return
    notice = Notice(
        id=notice_id,
        account_id=account_id,
        kind=kind,
        values={**values, "token": not_me_token(notice_id)},
        created_at=now,
    )
    notice.save(force_insert=True)
    write_messages(notice, now=now, released=released)
