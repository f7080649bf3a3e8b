"""The wishes that wait at a school, or for one class, as 家长与学生确认 lists them beside the registrations."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from jiaoyun.plumbing.counting import NO_DEADLINE
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import ClassWish, CurrentEnrolment, EnrolmentState, WishState
from jiaoyun.roster.students.classes import ClassNamer

_SPOT = ("stage", "entry_year", "number")


def waiting_wishes(place: Place) -> QuerySet[Any]:
    """Wishes of pupils who are still 在读 here, in another class than the one they ask for; into this class only where
    the place is one."""
    stays = CurrentEnrolment.objects.within(place).filter(account_id=OuterRef("account_id"))
    spot = {
        f"now_{column}": Subquery(
            stays.filter(state=EnrolmentState.ENROLLED).values(f"enrolment__school_class__{column}")[:1]
        )
        for column in _SPOT
    }
    here = stays.filter(state=EnrolmentState.ENROLLED).exclude(enrolment__school_class_id=OuterRef("school_class_id"))
    rows = ClassWish.objects.within(place).filter(state=WishState.PENDING)
    rows = rows.annotate(here=Subquery(here.values("account_id")[:1]), **spot).filter(here__isnull=False)
    if place.school_class_id is not None:
        rows = rows.filter(school_class_id=place.school_class_id)
    found: QuerySet[Any] = rows
    return found


def wish_rows(place: Place, namer: ClassNamer, most: int) -> list[tuple[Any, ...]]:
    """(id, name, account, where to, where from, since), the longest waiting first. One query."""
    columns = ("id", "account__name", "account_id", *(f"school_class__{column}" for column in _SPOT))
    found = (
        waiting_wishes(place)
        .order_by("asked_at", "id")
        .values_list(*columns, *(f"now_{column}" for column in _SPOT), "asked_at")[:most]
    )
    return [(*row[:3], namer.name(*row[3:6]), namer.name(*row[6:9]), row[9]) for row in found]


def wishes_since(place: Place) -> QuerySet[Any]:
    """When each of them was asked, to be counted with others."""
    found: QuerySet[Any] = waiting_wishes(place).values_list(F("asked_at"), NO_DEADLINE)
    return found
