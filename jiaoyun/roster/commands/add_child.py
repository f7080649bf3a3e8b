"""添加孩子 and 解除绑定 by whoever has logged in: a teacher or guardian from 个人中心 (product.md R0)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from jiaoyun.accounts.models import Identity, IdentityState
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.registration.events import CHILD_ADDED, CHILD_LEFT
from jiaoyun.roster.registration.matching import Pupil
from jiaoyun.roster.registration.tries import TICKET
from jiaoyun.roster.registration.writing import bind_child


@dataclass(frozen=True, slots=True)
class ChildAdded:
    """The request; `at_once`: a phone of the account is one that the school recorded."""

    request_id: UUID
    account_id: UUID
    child_id: UUID
    school_id: int
    at_once: bool


@dataclass(frozen=True, slots=True)
class ChildLeft:
    """Whose identity ended, and for which child."""

    account_id: UUID
    identity_id: UUID
    child_id: UUID | None


@command(power=None, event=CHILD_ADDED)
def add_child(*, actor: Actor, pupil: Pupil, relation: str, now: datetime) -> ChildAdded:
    """Ask to be the guardian of a pupil. Refuses roster.guardian.already; nobody becomes the own guardian."""
    if pupil.account_id == actor.account:
        raise Refused("roster.register.no_match", kind=TICKET)
    row = bind_child(actor.account, pupil, relation, now=now)
    return ChildAdded(row.id, actor.account, pupil.account_id, pupil.school_id, pupil.by_contact)


@command(power=None, event=CHILD_LEFT)
def leave_child(*, actor: Actor, identity_id: UUID, now: datetime) -> ChildLeft:
    """End one's own identity as a guardian, at once; with the last child no guardian's identity is left.

    Http404 for what is no identity of the actor's as a guardian in force.
    """
    rows = Identity.objects.of_account(actor.account).filter(
        id=identity_id, role=Role.GUARDIAN, state=IdentityState.ACTIVE
    )
    row = rows.select_for_update().first()
    if row is None:
        raise Http404
    rows.update(state=IdentityState.ENDED, until=now)
    return ChildLeft(actor.account, row.id, row.child_id)
