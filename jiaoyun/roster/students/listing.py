"""A page of the student list: filtered, ordered, counted and named by one query."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Window

from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.search import SearchFields, query_filter
from jiaoyun.roster.models import EnrolmentState, StudentRecord
from jiaoyun.roster.students.classes import Classes
from jiaoyun.roster.students.filters import ALL_STATES, BY_NAME, NO_CLASS, NOBODY, Filters
from jiaoyun.roster.students.rows import in_class_order, in_name_order, pupils_of
from jiaoyun.rules.codes import SEX_LABELS, Sex

_SEARCHED = SearchFields(
    name="account__name_key",
    pinyin="account__name_pinyin",
    initials="account__name_initials",
    hints=("document_hint", "roll_hint"),
)
_COLUMNS = (
    "account_id",
    "account__name",
    "account__sex",
    "enrolment__school_class_id",
    "enrolment__number",
    "document_hint",
    "roll_hint",
    "phone_hint",
    "state",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A pupil as lists show one: the name in full, numbers as hints."""

    account_id: UUID
    name: str
    sex: str
    class_name: str
    number: str
    document_hint: str
    roll_hint: str
    phone_hint: str
    state: EnrolmentState

    def __repr__(self) -> str:
        return f"Listed({self.account_id})"


@dataclass(frozen=True, slots=True)
class StudentPage:
    """One page of the list: the pupils, how many there are in all, and the filters of the pages beside it."""

    rows: list[Listed]
    total: int
    filters: Filters

    @property
    def previous(self) -> str | None:
        """The query of the page before; None on the first."""
        return (self.filters.at_page(self.filters.page - 1).query() or "?") if self.filters.page > 1 else None

    @property
    def next(self) -> str | None:
        """The query of the page after; None on the last."""
        more = self.filters.page * self.filters.size < self.total
        return self.filters.at_page(self.filters.page + 1).query() if more else None


def student_page(place: Place, filters: Filters, classes: Classes) -> StudentPage:
    """The page of the list that the filters name. One query; two where the address names a page past the end."""
    counted = ordered(matching(place, filters), filters).annotate(total=Window(Count("account_id")))
    start = (filters.page - 1) * filters.size
    found = list(counted.values_list(*_COLUMNS, "total")[start : start + filters.size])
    if not found and filters.page > 1:
        return student_page(place, filters.at_page(1), classes)
    return StudentPage([listed(row[:-1], classes) for row in found], found[0][-1] if found else 0, filters)


def all_listed(rows: QuerySet[Any], classes: Classes) -> list[Listed]:
    """Every pupil of a selection, as the list shows them. One query."""
    return [listed(row, classes) for row in rows.values_list(*_COLUMNS)]


def matching(place: Place, filters: Filters) -> QuerySet[Any]:
    """The pupils that fit the filters, in no order."""
    rows = pupils_of(place)
    if filters.person == NOBODY:
        return rows.none()
    if filters.person:
        return rows.filter(account_id__in=filters.person)
    if filters.state != ALL_STATES:
        rows = rows.filter(state=filters.state)
    if filters.school_class == NO_CLASS:
        rows = rows.filter(enrolment__school_class__isnull=True)
    elif filters.school_class:
        rows = rows.filter(enrolment__school_class_id=filters.school_class)
    if filters.grade:
        stage, entry_year = filters.grade
        rows = rows.filter(enrolment__school_class__stage=stage, enrolment__school_class__entry_year=entry_year)
    if filters.boarding:
        records = StudentRecord.objects.within(place).filter(boarding=filters.boarding)
        rows = rows.filter(Exists(records.filter(account_id=OuterRef("account_id"))))
    return query_filter(rows, _SEARCHED, filters.q)


def ordered(rows: QuerySet[Any], filters: Filters) -> QuerySet[Any]:
    """In the order that the filters name."""
    return in_name_order(rows) if filters.sort == BY_NAME else in_class_order(rows)


def listed(row: tuple[Any, ...], classes: Classes) -> Listed:
    """A pupil out of the columns read."""
    account_id, name, sex, class_id, number, document, roll, phone, state = row
    return Listed(
        account_id,
        name,
        SEX_LABELS[Sex(sex)] if sex in (Sex.MALE, Sex.FEMALE) else "",
        classes.name(class_id),
        number,
        document,
        roll,
        phone,
        EnrolmentState(state),
    )
