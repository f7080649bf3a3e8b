"""The school ends the bond of a guardian to a pupil: custody changed, or somebody was confirmed by mistake."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from jiaoyun.accounts.models import Identity, IdentityState
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.access import access_student
from jiaoyun.roster.registration.events import GUARDIAN_ENDED
from jiaoyun.roster.registration.powers import REGISTRATIONS_CONFIRM


@dataclass(frozen=True, slots=True)
class GuardianEnded:
    """Whose identity ended (the guardian's account), and for which child."""

    account_id: UUID
    identity_id: UUID
    child_id: UUID


@command(power=REGISTRATIONS_CONFIRM, event=GUARDIAN_ENDED)
def end_guardian(
    *, actor: Actor, place: Place, child_id: UUID, identity_id: UUID, reason: str, now: datetime
) -> GuardianEnded:
    """End a guardian's identity for a pupil of this school (homeroom: of the own class); the next request finds none.

    Refuses accounts.person.reason_missing; Http404 where the pupil or the bond is not of this place.
    """
    access_student(actor, place, child_id, REGISTRATIONS_CONFIRM)
    if not reason.strip():
        raise Refused("accounts.person.reason_missing")
    rows = Identity.objects.everywhere("the guardians of a pupil behind the gate").filter(
        id=identity_id, child_id=child_id, role=Role.GUARDIAN, state=IdentityState.ACTIVE
    )
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise Http404
    rows.update(state=IdentityState.ENDED, until=now)
    return GuardianEnded(row.account_id, row.id, child_id)
