"""我的班级: where a pupil is, which classes can be asked for, what was asked before and who decides."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jiaoyun.accounts.models import Identity, IdentityState
from jiaoyun.organizations.queries import GradeGroup
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import ClassWish, CurrentEnrolment, EnrolmentState, WishState
from jiaoyun.roster.students.classes import UNPLACED, Classes, classes_at, namer_at

_MOST_WISHES = 20


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish as its pupil sees it; `deciders` says whose turn it is while it waits."""

    id: UUID
    into: str
    state: str
    is_open: bool
    asked_at: datetime
    decided_at: datetime | None
    reason: str
    deciders: str


@dataclass(frozen=True, slots=True)
class OwnClass:
    """The class of a pupil who is 在读, and the page about it."""

    school: str
    class_name: str
    class_id: UUID | None
    grades: tuple[GradeGroup, ...]
    wishes: tuple[Wished, ...]

    @property
    def open_wish(self) -> Wished | None:
        """The one that waits."""
        return next((wish for wish in self.wishes if wish.is_open), None)

    @property
    def past(self) -> list[Wished]:
        """Those that have ended, latest first."""
        return [wish for wish in self.wishes if not wish.is_open]


def current_of(account_id: UUID, *, lock: bool = False) -> CurrentEnrolment | None:
    """Where the pupil is 在读; None for everybody else."""
    rows = CurrentEnrolment.objects.of_account(account_id).filter(state=EnrolmentState.ENROLLED)
    rows = rows.select_related("enrolment__school_class", "school__organization")
    found: CurrentEnrolment | None = (rows.select_for_update(of=("self",)) if lock else rows).first()
    return found


def own_class(account_id: UUID, now: datetime) -> OwnClass | None:
    """The page of one pupil; None for whoever is 在读 nowhere. Five queries."""
    current = current_of(account_id)
    if current is None:
        return None
    place: Place = current.school.organization.place
    classes = classes_at(place, now)
    return OwnClass(
        place.name,
        classes.name(current.enrolment.school_class_id),
        current.enrolment.school_class_id,
        tuple(group for group in classes.grades() if group.classes),
        _wishes(place, account_id, classes, current.enrolment.school_class_id),
    )


def class_name_of(account_id: UUID, now: datetime) -> str:
    """The name of the class alone; empty for whoever is 在读 nowhere. Three queries."""
    current = current_of(account_id)
    if current is None:
        return ""
    seat = current.enrolment.school_class
    if seat is None:
        return UNPLACED
    return namer_at(current.school.organization.place, now).name(seat.stage, seat.entry_year, seat.number)


def _wishes(place: Place, account_id: UUID, classes: Classes, now_in: UUID | None) -> tuple[Wished, ...]:
    teachers = homerooms(place.school_id or 0, OuterRef("school_class_id"))
    rows = ClassWish.objects.within(place).filter(account_id=account_id).order_by("-asked_at", "-id")
    rows = rows.annotate(teacher=Subquery(teachers.values("account__name")[:1]))
    found = list(rows.annotate(teachers=_count_of(teachers))[:_MOST_WISHES])
    # One that waits for the class that the pupil came into in another way waits for nobody any more.
    waiting = [row for row in found if row.state == WishState.PENDING and row.school_class_id != now_in]
    return tuple(
        Wished(
            row.id,
            classes.name(row.school_class_id),
            WishState(row.state).label,
            row in waiting,
            row.asked_at,
            row.decided_at,
            row.reason,
            _deciders(place, row) if row in waiting else "",
        )
        for row in found
        if row.state != WishState.PENDING or row in waiting
    )


def _deciders(place: Place, wish: Any) -> str:
    """Whose turn it is; of several homeroom teachers the one who has the class longest."""
    teacher = f"，或者班主任{wish.teacher}{'等人' if wish.teachers > 1 else ''}" if wish.teacher else ""
    return f"{place.name}的学校管理员{teacher}"


def _count_of(rows: QuerySet[Identity]) -> Coalesce:
    counted = rows.order_by().values("school_class_id").annotate(count=Count("id")).values("count")
    return Coalesce(Subquery(counted), 0)


def homerooms(school_id: int, class_id: UUID | OuterRef) -> QuerySet[Identity]:
    """The identities in force of the homeroom teachers of a class; the class may be a column of an outer query."""
    rows = Identity.objects.everywhere("the homeroom teachers of one class").filter(
        role=Role.HOMEROOM, state=IdentityState.ACTIVE, organization_id=school_id, school_class_id=class_id
    )
    found: QuerySet[Identity] = rows.order_by("since", "id")
    return found
