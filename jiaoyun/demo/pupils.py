"""Fills a school: classes of the running school year with pupils, last year's graduates, the bin, who has left."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from jiaoyun.accounts.models import AccountState
from jiaoyun.demo.book import Book, Stay
from jiaoyun.demo.people import PeopleMaker, Person
from jiaoyun.demo.schools import AGES, DemoSchool
from jiaoyun.organizations.models import ClassState
from jiaoyun.roster.models import EnrolmentState
from jiaoyun.rules.codes import Boarding
from jiaoyun.rules.grades import Stage, StageSpec

# One pupil of so many, counted through a school: in the bin, moved away, enrolled but in no class.
_DELETED, _LEFT, _UNPLACED = 180, 130, 320
_GRADUATES_A_CLASS, _HAVE_A_PAST, _PRIMARY_YEARS = 0.28, 0.33, 6


class Pupil(NamedTuple):
    """Somebody on the roll, and the class, if any."""

    account_id: UUID
    person: Person
    class_id: UUID | None


@dataclass
class Filled:
    """What a school got: its open classes in order, and the pupils on the roll."""

    school_id: int
    classes: list[UUID] = field(default_factory=list)
    pupils: list[Pupil] = field(default_factory=list)


def first_of_september(year: int) -> datetime:
    """The morning on which the school year begins."""
    return timezone.make_aware(datetime.combine(date(year, 9, 1), time(8)))


class PupilFiller:
    """Fills school after school of one school year."""

    def __init__(self, book: Book, people: PeopleMaker, school_year: int) -> None:
        self._book, self._people, self._year = book, people, school_year
        self._count = 0
        # The primary schools of each area so far: where pupils of junior schools come from.
        self._primaries: dict[int, list[int]] = {}

    def fill(self, school: DemoSchool, school_id: int) -> Filled:
        """Classes, pupils and graduates of a school; a school that is not open keeps only its graduates."""
        filled = Filled(school_id)
        self._people.new_school()
        self._count = 0
        for spec, years in school.stages():
            if spec.stage is Stage.PRIMARY and school.line.state != "unopened":
                self._primaries.setdefault(school.area, []).append(school_id)
            if school.is_open:
                for back in range(years):
                    self._grade(school, filled, spec, self._year - back)
            if school.line.state != "unopened" and years == spec.years:
                self._graduates(school, filled, spec)
        return filled

    def _grade(self, school: DemoSchool, filled: Filled, spec: StageSpec, entry_year: int) -> None:
        waits = school.is_main and entry_year == self._year
        for number in range(1, school.classes_a_grade + 1):
            made = first_of_september(entry_year)
            state = ClassState.OPEN.value
            class_id = self._book.add_class(filled.school_id, spec.stage.value, entry_year, number, state, made)
            filled.classes.append(class_id)
            # A first grade without pupils is what the tour's first import is for.
            count = 0 if waits else self._size(school)
            for seat in range(1, count + 1):
                self._pupil(school, filled, spec.stage, entry_year, class_id, str(seat))

    def _size(self, school: DemoSchool) -> int:
        full = school.class_size
        return self._people.random.randint(max(2, round(full * 0.8)), full)

    def _pupil(
        self, school: DemoSchool, filled: Filled, stage: Stage, entry_year: int, class_id: UUID, seat: str
    ) -> None:
        person = self._people.pupil(school.area, entry_year, AGES[stage], she=school.of_she_township)
        opened, self._count = first_of_september(entry_year), self._count + 1
        state, closed = EnrolmentState.ENROLLED, None
        at: UUID | None = class_id
        if self._count % _DELETED == 0:
            state, closed = EnrolmentState.DELETED, self._book.now
        elif self._count % _LEFT == 0:
            state, closed = EnrolmentState.LEFT, self._book.now
        elif self._count % _UNPLACED == 0:
            at, seat = None, ""
        stay = Stay(filled.school_id, at, seat, state, opened, closed, f"{entry_year}09", self._boarding(school))
        account = self._add(person, stay, entry_year)
        if stage is Stage.JUNIOR:
            self._earlier(school, account, entry_year)
        if state is EnrolmentState.ENROLLED:
            filled.pupils.append(Pupil(account, person, at))

    def _earlier(self, school: DemoSchool, account: UUID, entry_year: int) -> None:
        """A third of those at a junior school have finished a primary school of the same county on the platform."""
        came_from = self._primaries.get(school.area)
        if came_from and self._people.random.random() < _HAVE_A_PAST:
            opened, closed = first_of_september(entry_year - _PRIMARY_YEARS), first_of_september(entry_year)
            school_id = self._people.random.choice(came_from)
            past = Stay(school_id, None, "", EnrolmentState.GRADUATED, opened, closed)
            self._book.add_stay(account, past, current=False)

    def _graduates(self, school: DemoSchool, filled: Filled, spec: StageSpec) -> None:
        """Some of those who finished last summer; the next school may claim them (① 外校毕业学生)."""
        entry_year = self._year - spec.years
        opened, closed = first_of_september(entry_year), first_of_september(self._year)
        for number in range(1, school.classes_a_grade + 1):
            state = ClassState.GRADUATED.value
            class_id = self._book.add_class(filled.school_id, spec.stage.value, entry_year, number, state, opened)
            for seat in range(1, max(1, round(school.class_size * _GRADUATES_A_CLASS)) + 1):
                person = self._people.pupil(school.area, entry_year, AGES[spec.stage], she=school.of_she_township)
                left = EnrolmentState.GRADUATED
                stay = Stay(filled.school_id, class_id, str(seat), left, opened, closed, f"{entry_year}09")
                self._add(person, stay, entry_year)

    def _add(self, person: Person, stay: Stay, entry_year: int) -> UUID:
        deleted = stay.state is EnrolmentState.DELETED
        state = AccountState.DELETED if deleted else AccountState.ACTIVE
        account = self._book.add_account(person, stay.opened_at, state=state)
        self._book.add_stay(account, stay)
        self._book.add_record(account, person, stay)
        if not person.document and not person.roll_number:
            self._book.numberless.append((account, entry_year))
        return account

    def _boarding(self, school: DemoSchool) -> str:
        lives_in = school.boards and self._people.random.random() < 0.6
        return (Boarding.BOARDER if lives_in else Boarding.DAY).value
