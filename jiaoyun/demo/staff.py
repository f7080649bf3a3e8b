"""The grown-ups: teachers with their classes, school administrators, and the offices of counties, cities, province."""

from uuid import UUID

from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.demo.book import Book
from jiaoyun.demo.people import PeopleMaker, Person
from jiaoyun.demo.pupils import Filled, first_of_september
from jiaoyun.demo.schools import DemoSchool
from jiaoyun.plumbing.actor import Role

_PUPILS_A_TEACHER = 16
_OFFICE_AREA = 79
_SINCE = 5


class StaffMaker:
    """Makes the staff of one demo."""

    def __init__(self, book: Book, people: PeopleMaker, school_year: int) -> None:
        self._book, self._people = book, people
        self._since = first_of_september(school_year - _SINCE)
        self._this_year = first_of_september(school_year)

    def staff(self, school: DemoSchool, filled: Filled) -> None:
        """Teachers of an open school: one a class at least as its homeroom teacher, the last its administrator."""
        if not school.is_open:
            return
        count = max(len(filled.classes), len(filled.pupils) // _PUPILS_A_TEACHER) + 1
        for index in range(count):
            person = self._people.grown_up(school.area)
            account = self._book.add_account(person, self._since)
            self._book.add_identity(account, Role.TEACHER, filled.school_id, self._since)
            if index < len(filled.classes):
                class_id = filled.classes[index]
                self._book.add_identity(
                    account, Role.HOMEROOM, filled.school_id, self._this_year, school_class_id=class_id
                )
        self._book.add_identity(account, Role.SCHOOL_ADMIN, filled.school_id, self._since)

    def office(self, role: Role, organization_id: int) -> UUID:
        """Somebody who works for a region, without a log-in of the demo."""
        person = self._people.grown_up(_OFFICE_AREA)
        account = self._book.add_account(person, self._since)
        self._book.add_identity(account, role, organization_id, self._since)
        return account

    def named(self, person: Person, login: str, password: str) -> UUID:
        """Somebody of the demo's log-ins: an account name and a password that is set already."""
        account = self._book.add_account(person, self._since, password=password)
        self._book.bind(account, IdentifierKind.ACCOUNT_NAME, login, self._since)
        return account

    def give(self, account: UUID, role: Role, place: int, **more: UUID | None) -> None:
        """One more identity for somebody: of a class (`school_class_id`), or for a child (`child_id`)."""
        self._book.add_identity(account, role, place, self._since, **more)
