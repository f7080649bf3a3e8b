"""没有这个班: add the class, put its rows into another one, or leave them 未分班."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from jiaoyun.organizations.models import ClassState, SchoolClass
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.batches import access_own_batch, rows_changed
from jiaoyun.roster.check.classify import DEFAULTS
from jiaoyun.roster.events import CLASS_CHOSEN
from jiaoyun.roster.models import ClassChoice, Decision, ImportBatch, ImportRow, RowClass
from jiaoyun.roster.powers import ROSTER_IMPORT


@dataclass(frozen=True, slots=True)
class MissingClass:
    """A class as the file names it: stage, entry year, number."""

    stage: str
    entry_year: int
    number: int


@dataclass(frozen=True, slots=True)
class ClassChosen:
    """What was chosen for how many rows."""

    batch_id: UUID
    rows: int
    choice: str
    school_class_id: UUID | None


@command(power=ROSTER_IMPORT, event=CLASS_CHOSEN)
def choose_class(
    *, actor: Actor, now: datetime, batch_id: UUID, missing: MissingClass, choice: str, other: UUID | None = None
) -> ClassChosen:
    """Settle one missing class for all rows that name it; `other` is the class for the choice "other".

    New pupils of these rows are then ready to be added. Http404 for a class that no row names, or an `other` that is
    not this school's.
    """
    batch = access_own_batch(actor, batch_id, ROSTER_IMPORT)
    place = batch.school.organization.place
    named = ImportRow.objects.within(place).filter(
        batch_id=batch.pk, stage=missing.stage, entry_year=missing.entry_year, class_number=missing.number, outcome=""
    )
    if not named.exists():
        raise Http404
    target = _target(batch, place, missing, choice, other, now)
    ClassChoice.objects.within(place).filter(
        batch=batch.pk, stage=missing.stage, entry_year=missing.entry_year, number=missing.number
    ).delete()
    ClassChoice(
        school_id=batch.school_id,
        batch=batch.pk,
        stage=missing.stage,
        entry_year=missing.entry_year,
        number=missing.number,
        choice=choice,
        school_class_id=target,
        by=actor.account,
        at=now,
    ).save(force_insert=True)
    rows = named.filter(no_class=True)
    rows.filter(row_class=RowClass.NEW, decision=Decision.OPEN).update(decision=DEFAULTS[RowClass.NEW])
    settled = rows.update(no_class=False, school_class_id=target)
    rows_changed(batch)
    return ClassChosen(batch.pk, settled, choice, target)


def _target(
    batch: ImportBatch, place: Place, missing: MissingClass, choice: str, other: UUID | None, now: datetime
) -> UUID | None:
    if choice == ClassChoice.NONE:
        return None
    if choice == ClassChoice.OTHER:
        found = SchoolClass.objects.within(place).filter(pk=other, state=ClassState.OPEN).first()
        if found is None:
            raise Http404
        return found.pk
    if choice != ClassChoice.ADD:
        raise Http404
    existing = (
        SchoolClass.objects.within(place)
        .filter(stage=missing.stage, entry_year=missing.entry_year, number=missing.number, state=ClassState.OPEN)
        .first()
    )
    if existing is None:
        existing = SchoolClass(
            school_id=batch.school_id,
            stage=missing.stage,
            entry_year=missing.entry_year,
            number=missing.number,
            created_at=now,
            added_by_batch=batch.pk,
        )
        existing.save(force_insert=True)
    return existing.pk
