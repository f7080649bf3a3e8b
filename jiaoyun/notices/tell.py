"""Writing notices: shared by the jobs that react to events. Values hold ids, counts and masked hints only.

A kind that also goes by message is sent by a job that is wanted in the same transaction.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaoyun.notices.kinds import KINDS, Reach
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.jobs import enqueue

SEND_JOB = "notices.send_messages"
_NOTICES_A_JOB = 200


def tell_account(account_id: UUID, kind: str, /, *, now: datetime, **values: Any) -> Notice:
    """Tell one person, whatever identity they use."""
    notice = _told(kind, values, now, account_id=account_id)
    _want_messages(kind, [notice.id])
    return notice


def tell_place(organization_id: int, role: Role, kind: str, /, *, now: datetime, **values: Any) -> Notice:
    """Tell whoever holds the role at the organization, now or later: duties stay when people change."""
    return _told(kind, values, now, organization_id=organization_id, role=role.value)


def tell_accounts(account_ids: Iterable[UUID], kind: str, *, now: datetime, **values: Any) -> int:
    """Tell many people the same, in one statement for each 2,000; returns how many."""
    _check(kind)
    rows = [Notice(account_id=account_id, kind=kind, values=values, created_at=now) for account_id in account_ids]
    Notice.objects.bulk_create(rows, batch_size=2000)
    _want_messages(kind, [row.id for row in rows])
    return len(rows)


def _want_messages(kind: str, notices: list[UUID]) -> None:
    if KINDS[kind].reach is Reach.LIST:
        return
    for at in range(0, len(notices), _NOTICES_A_JOB):
        some = notices[at : at + _NOTICES_A_JOB]
        enqueue(SEND_JOB, subject=("notice", str(some[0])), by=None, notices=some)


def _told(kind: str, values: dict[str, Any], now: datetime, **to: Any) -> Notice:
    _check(kind)
    return Notice.objects.create(kind=kind, values=values, created_at=now, **to)


def _check(kind: str) -> None:
    if kind not in KINDS:
        raise LookupError(f"notice {kind} is not declared")
