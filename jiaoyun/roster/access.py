"""The only way to one object of the roll: the row with its power checked, or 404, or a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import Http404

from jiaoyun.accounts.models import Account
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Place, Power
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.models import BatchState, CurrentEnrolment, Enrolment, ImportBatch, ImportRow


def _locked(rows: Any, lock: bool) -> Any:
    """SELECT … FOR UPDATE where the database knows it; SQLite's immediate transactions hold the whole file anyway."""
    return rows.select_for_update(of=("self",)) if lock and connection.features.has_select_for_update else rows


def access_batch(
    actor: Actor,
    batch_id: UUID,
    power: Power,
    *,
    lock: bool = False,
    states: Sequence[BatchState] = (),
) -> ImportBatch:
    """A batch of a school where the actor has the power.

    Raises Http404 outside the place; roster.batch.not_in_state where `states` are named and it is in another.
    """
    batches = ImportBatch.objects.everywhere("the gate checks the place found").select_related("school__organization")
    batch: ImportBatch | None = _locked(batches, lock).filter(pk=batch_id).first()
    if batch is None:
        raise Http404
    admit(actor, power, batch.school.organization.place)
    if states and batch.state not in states:
        raise Refused(
            "roster.batch.not_in_state",
            school_id=batch.school_id,
            batch_id=batch.pk,
            state=BatchState(batch.state).label,
        )
    return batch


def access_row(
    actor: Actor, batch_id: UUID, line: int, power: Power, *, lock: bool = False
) -> tuple[ImportBatch, ImportRow]:
    """One row of an open batch, with its batch."""
    batch = access_batch(actor, batch_id, power, lock=lock, states=(BatchState.OPEN,))
    rows = ImportRow.objects.within(batch.school.organization.place)
    row = rows.filter(batch_id=batch.pk, line=line).first()
    if row is None:
        raise Http404
    return batch, row


@dataclass(frozen=True, slots=True)
class Student:
    """A pupil as a school's page holds one: the account, the current enrolment and the school's own entry."""

    account: Account
    current: CurrentEnrolment
    enrolment: Enrolment


def access_student(actor: Actor, place: Place, account_id: UUID, power: Power) -> Student:
    """A pupil whose current enrolment is at this school; the gate is that of the pupil's class. Http404 otherwise."""
    current = (
        CurrentEnrolment.objects.within(place)
        .filter(account_id=account_id)
        .select_related("account", "enrolment")
        .first()
    )
    if current is None or current.state == "withdrawn":
        raise Http404
    admit(actor, power, place.at_class(current.enrolment.school_class_id))
    return Student(current.account, current, current.enrolment)
