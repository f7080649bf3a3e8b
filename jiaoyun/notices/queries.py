"""Scoped reads of notices."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from jiaoyun.notices.kinds import words_of
from jiaoyun.notices.links import LASTS, read_token
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.counting import BADGE_MOST
from jiaoyun.plumbing.models import MessageChannel, MessageState, OutboxMessage
from jiaoyun.plumbing.prepared import Question, prepared

PAGE = 50


@dataclass(frozen=True, slots=True)
class Read:
    """A notice as lists show it."""

    id: UUID
    text: str
    address: str
    created_at: datetime
    is_new: bool
    label: str = "查看"
    #: How its messages fare: 短信 138****5678 已发送.
    messages: tuple[str, ...] = ()


def addressed_to(actor: Actor) -> Any:
    """The notices of the person and of the identity in use; never of another identity's place."""
    if actor.grant is None:
        return _of_person(actor.account)
    return _of_role(actor.account, actor.grant.organization_id, actor.grant.role.value)


def _of_person(account_id: UUID) -> Any:
    return Notice.objects.of_account(account_id)


def _of_role(account_id: UUID, organization_id: int, role: str) -> Any:
    to = Q(account=account_id) | Q(organization=organization_id, role=role)
    return Notice.objects.everywhere("addressed to the actor, or to the role the actor works as").filter(to)


def notices_for(actor: Actor, *, limit: int = PAGE, before: UUID | None = None) -> list[Read]:
    """The latest notices, newest first; `before` is the id of the last one seen (ids are in order of time)."""
    rows = addressed_to(actor).order_by("-id")
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows[:limit])
    told = _messages_of(actor, [row.id for row in found])
    return [_read(row, tuple(told.get(row.id, ()))) for row in found]


def named_by_link(token: str, *, now: datetime) -> tuple[UUID, Read] | None:
    """The person and the security notice that a link names; None for one that is not ours or too old."""
    notice_id = read_token(token)
    if notice_id is None:
        return None
    rows = Notice.objects.everywhere("the sealed link that its receiver opened names it")
    row = rows.filter(id=notice_id, account__isnull=False, created_at__gt=now - LASTS).first()
    return (row.account_id, _read(row)) if row is not None else None


def new_ones(actor: Actor) -> Question:
    """Those that nobody has marked as read yet, at most BADGE_MOST, to be counted."""
    if actor.grant is None:
        return _new_of_person.ask(actor.account)
    return _new_of_role.ask(actor.account, actor.grant.organization_id, actor.grant.role.value)


@prepared(UUID)
def _new_of_person(account_id: UUID) -> Any:
    return _new(_of_person(account_id))


@prepared(UUID, int, str)
def _new_of_role(account_id: UUID, organization_id: int, role: str) -> Any:
    return _new(_of_role(account_id, organization_id, role))


def _new(rows: Any) -> Any:
    return rows.filter(read_at__isnull=True).values_list("id")[:BADGE_MOST]


def new_notices_for(actor: Actor, *, limit: int = 5) -> list[Read]:
    """The latest that nobody has marked as read yet."""
    return [_read(row) for row in addressed_to(actor).filter(read_at__isnull=True).order_by("-id")[:limit]]


def _messages_of(actor: Actor, notices: list[UUID]) -> dict[UUID, list[str]]:
    """How the messages of the person's own notices fare, in words."""
    rows = OutboxMessage.objects.of_account(actor.account).filter(subject_id__in=notices).order_by("id")
    found: dict[UUID, list[str]] = {}
    for subject, channel, hint, state in rows.values_list("subject_id", "channel", "hint", "state"):
        words = f"{MessageChannel(channel).label} {hint} {MessageState(state).label}"
        found.setdefault(subject, []).append(words)
    return found


def _read(row: Notice, messages: tuple[str, ...] = ()) -> Read:
    words = words_of(row.kind, row.values)
    return Read(row.id, words.text, words.address, row.created_at, row.read_at is None, words.label, messages)
