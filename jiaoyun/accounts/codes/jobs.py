"""The jobs of codes: one to a bound number, and the sweeping of old ones."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jiaoyun.accounts.binding import SEAL_KIND as IDENTIFIER_SEAL
from jiaoyun.accounts.codes import limits, rows
from jiaoyun.accounts.codes.words import CODE_MESSAGE
from jiaoyun.accounts.models import Code, Identifier, Purpose
from jiaoyun.plumbing.jobs.progress import Progress
from jiaoyun.plumbing.jobs.registry import job, scheduled
from jiaoyun.plumbing.models import MessageChannel
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sealing import unseal
from jiaoyun.plumbing.sending.outbox import enqueue_message

#: A day is counted for the limits; a week is kept for whoever asks what was sent.
KEPT = timedelta(days=7)


@job("accounts.send_code")
def send_code(*, code_id: str, progress: Progress) -> dict[str, Any]:
    """Send a code that was asked for an account to what is bound to it; nothing where nothing is.

    The number's limits are held here and silently: the asker must not learn that there is a number.
    """
    now = timezone.now()
    code = Code.objects.everywhere("a code by its id, to be sent").filter(id=UUID(code_id)).first()
    bound = _bound_to(code) if code is not None else None
    if code is None or bound is None:
        return {"result": "nobody"}
    try:
        limits.hold_number(bytes(bound.digest), Purpose(code.purpose), now=now)
    except Refused as refused:
        return {"result": refused.id}
    return {"result": "written" if _write(code, bound, now) else "over"}


@scheduled("accounts.sweep_codes", every=timedelta(hours=1))
def sweep_codes(*, progress: Progress) -> dict[str, Any]:
    """Delete codes of more than a week ago."""
    old = Code.objects.everywhere("old codes go, whosever they are").filter(expires_at__lt=timezone.now() - KEPT)
    return {"codes": old.delete()[0]}


def _bound_to(code: Code) -> Identifier | None:
    if code.account_id is None:
        return None
    bound = Identifier.objects.of_account(code.account_id).filter(kind=code.channel, released_at__isnull=True)
    row: Identifier | None = bound.order_by("-bound_at").first()
    return row


def _write(code: Code, bound: Identifier, now: datetime) -> bool:
    number, digits = unseal(IDENTIFIER_SEAL, bound.id, bytes(bound.sealed)), rows.new_digits()
    with transaction.atomic():
        if not rows.fill_code(code.id, number, bytes(bound.digest), digits, now=now):
            return False
        enqueue_message(
            MessageChannel(code.channel),
            number,
            CODE_MESSAGE,
            {"code": digits, "purpose": Purpose(code.purpose).label},
            now=now,
            account_id=code.account_id,
        )
    return True
