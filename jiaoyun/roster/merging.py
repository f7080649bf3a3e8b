"""What the roll moves when two accounts become one: the place on it, what the school keeps, consents and guardians."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from jiaoyun.accounts.models import Consent, Identity, IdentityRequest, IdentityState
from jiaoyun.helpdesk.merging import declare_mover
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.models import (
    ClaimState,
    ClassWish,
    Contact,
    CurrentEnrolment,
    Enrolment,
    EnrolmentChange,
    EnrolmentState,
    StudentClaim,
    StudentRecord,
    WishState,
)

_LIVE = (IdentityState.ACTIVE, IdentityState.PENDING)


def move_pupil(source: UUID, into: UUID, now: datetime) -> None:
    """Move all that hangs on the source's place on a roll. Refuses what refuse_two_places refuses."""
    leads = _leads(source, into, _places(source, into).select_for_update())
    _move_roll(source, into, leads=leads, now=now)
    _move_consents(source, into)
    _move_guardians(source, into, now)


def refuse_two_places(source: UUID, into: UUID) -> None:
    """Refuse helpdesk.merge.both_on_roll where both stand on a roll: which of the two stays is the schools' to say.

    An entry that an undone import left behind is no such place.
    """
    _leads(source, into, _places(source, into))


def _places(source: UUID, into: UUID) -> Any:
    rows = CurrentEnrolment.objects.everywhere("two accounts that become one")
    return rows.filter(account_id__in=(source, into)).order_by("account_id")


def _leads(source: UUID, into: UUID, places: Any) -> UUID:
    """Whose rows stay where both left something at one school."""
    on_roll = {row.account_id for row in places if row.state != EnrolmentState.WITHDRAWN}
    if len(on_roll) > 1:
        raise Refused("helpdesk.merge.both_on_roll")
    return source if source in on_roll else into


def _move_roll(source: UUID, into: UUID, *, leads: UUID, now: datetime) -> None:
    """`leads`: whose rows stay where both left something at one school. Versions rise for whoever looked before."""
    gives_way = into if leads == source else source
    CurrentEnrolment.objects.of_account(gives_way).delete()
    for model in (StudentRecord, Contact):
        schools = model.objects.of_account(leads).values_list("school_id", flat=True)
        model.objects.of_account(gives_way).filter(school_id__in=list(schools)).delete()
    StudentClaim.objects.of_account(source).filter(state=ClaimState.PENDING).update(
        state=ClaimState.OVER, decided_at=now, password=""
    )
    wishes = ClassWish.objects.of_account(gives_way).filter(state=WishState.PENDING)
    wishes.update(state=WishState.WITHDRAWN, decided_at=now)
    Enrolment.objects.of_account(source).update(account_id=into, version=F("version") + 1)
    CurrentEnrolment.objects.of_account(source).update(account_id=into, version=F("version") + 1)
    for whole in (EnrolmentChange, StudentRecord, Contact, StudentClaim, ClassWish):
        whole.objects.of_account(source).update(account_id=into)


def _move_consents(source: UUID, into: UUID) -> None:
    """The ledger says the same of one person: who agreed, and for whom. What both agreed to is in force once."""
    _of_both(Consent).filter(given_by_id=source).update(given_by_id=into)
    own = Consent.objects.of_account(into).filter(withdrawn_at__isnull=True)
    in_force = set(own.values_list("purpose", "version"))
    rows = Consent.objects.of_account(source)
    twice = [row.pk for row in rows if row.withdrawn_at is None and (row.purpose, row.version) in in_force]
    rows.exclude(pk__in=twice).update(account_id=into)


def _move_guardians(source: UUID, into: UUID, now: datetime) -> None:
    """The source's guardians become the target's; whoever is one already, or is the target, is not one twice."""
    _of_both(IdentityRequest).filter(child_id=source).update(child_id=into)
    bonds = _of_both(Identity).filter(role=Role.GUARDIAN)
    guardians = set(bonds.filter(child_id=into, state__in=_LIVE).values_list("account_id", flat=True))
    bonds.filter(child_id=source, state__in=_LIVE, account_id__in={*guardians, source, into}).update(
        state=IdentityState.ENDED, until=now
    )
    bonds.filter(child_id=source).update(child_id=into)


def _of_both(model: Any) -> Any:
    return model.objects.everywhere("two accounts that become one, behind the gate of the merge")


declare_mover(move_pupil, against=refuse_two_places)
