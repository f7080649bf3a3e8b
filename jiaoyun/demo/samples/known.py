"""The pupils that a school really has now, numbers opened: what samples take as their material."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from jiaoyun.accounts.binding import SEAL_KIND
from jiaoyun.accounts.models import Identifier, IdentifierKind, Identity, IdentityState
from jiaoyun.demo.samples.made import Cells
from jiaoyun.demo.schools import AGES
from jiaoyun.organizations.calendars import school_year_of
from jiaoyun.organizations.class_names import NamedClass
from jiaoyun.organizations.queries import classes_of, county_of
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.sealing import unseal_many
from jiaoyun.roster.models import Contact, CurrentEnrolment, EnrolmentState
from jiaoyun.roster.sheet.columns import Field
from jiaoyun.rules.documents import DocumentKind
from jiaoyun.rules.grades import Stage

_WHY = "samples are made of invented people only"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the demo with the numbers that are bound: `document` a resident's, or empty."""

    account_id: UUID
    name: str
    born: date | None
    document: str
    roll_number: str
    class_id: UUID | None = None
    phone: str = ""

    def __repr__(self) -> str:
        return f"Known({self.account_id})"

    def cells(self, class_name: str = "") -> Cells:
        """The line that says who it is and which class."""
        found = {Field.NAME: self.name, Field.DOCUMENT: self.document, Field.ROLL_NUMBER: self.roll_number}
        return {**found, Field.CLASS: class_name}


class SchoolNow:
    """A school as it stands when a sample is built."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.today = timezone.localdate()
        self.school_year = school_year_of(place, self.today)
        self.classes: list[NamedClass] = classes_of(place, self.school_year)
        self._names = {row.id: row.name for row in self.classes}

    def class_name(self, class_id: UUID | None) -> str:
        """The class as the school writes it; empty for none."""
        return self._names.get(class_id, "") if class_id else ""

    def youngest(self) -> list[NamedClass]:
        """The classes of the lowest grade."""
        first = self.classes[0]
        return [row for row in self.classes if (row.stage, row.entry_year) == (first.stage, first.entry_year)]

    def pupils(self, state: EnrolmentState = EnrolmentState.ENROLLED, limit: int | None = None) -> list[Known]:
        """Own pupils with an ID document, in the order of class and name; those 在读 only with a class."""
        rows = CurrentEnrolment.objects.within(self.place).filter(state=state)
        if state is EnrolmentState.ENROLLED:
            rows = rows.filter(enrolment__school_class__state="open")
        grade = ("-enrolment__school_class__entry_year", "enrolment__school_class__number")
        return _with_document(rows.order_by(*grade, "account__sort_key", "account_id"), limit)

    def without_number(self) -> list[Known]:
        """Own pupils 在读 in a class who have neither document nor 学籍号."""
        rows = CurrentEnrolment.objects.within(self.place).filter(state=EnrolmentState.ENROLLED)
        rows = rows.filter(enrolment__school_class__state="open")
        return _known(rows.filter(~Exists(_bound())).order_by("account__sort_key", "account_id"))

    def elsewhere(self, state: EnrolmentState, limit: int) -> list[Known]:
        """Pupils of other schools of the same county; for ① those who are of the age of the lowest grade, if any."""
        county = county_of(self.place)
        if county is None:
            return []
        rows = CurrentEnrolment.objects.within(county.place).filter(state=state).exclude(school_id=self.place.school_id)
        entry, age = self.classes[0].entry_year, AGES[Stage(self.classes[0].stage)]
        fitting = rows.filter(account__birth_date__range=(date(entry - age - 1, 9, 1), date(entry - age, 8, 31)))
        chosen = fitting if fitting.exists() else rows
        return _with_document(chosen.order_by("account__sort_key", "account_id"), limit)

    def teachers(self, limit: int) -> list[Known]:
        """Teachers of the school, whose ID numbers have never been a pupil's."""
        staff = Identity.objects.within(self.place).filter(role=Role.TEACHER, state=IdentityState.ACTIVE)
        rows = staff.order_by("account__sort_key", "account_id")[:limit]
        found = [(row.account_id, row.account.name, row.account.birth_date) for row in rows.select_related("account")]
        numbers = _numbers([account for account, _, _ in found])
        return [Known(account, name, born, *numbers.get(account, ("", ""))) for account, name, born in found]


_NUMBERS = (IdentifierKind.DOCUMENT, IdentifierKind.ROLL_NUMBER)


def _bound() -> QuerySet[Any]:
    """The documents and 学籍号 of the account of an outer row."""
    rows = Identifier.objects.everywhere(_WHY).filter(kind__in=_NUMBERS, released_at__isnull=True)
    return rows.filter(account_id=OuterRef("account_id"))


def _with_document(rows: QuerySet[Any], limit: int | None) -> list[Known]:
    resident = _bound().filter(kind=IdentifierKind.DOCUMENT, document_kind=DocumentKind.RESIDENT)
    fitting = rows.filter(Exists(resident))
    return _known(fitting[:limit] if limit is not None else fitting)


def _known(rows: QuerySet[Any]) -> list[Known]:
    columns = ("account_id", "account__name", "account__birth_date", "enrolment__school_class_id", "school_id")
    found = list(rows.values_list(*columns))
    accounts = [row[0] for row in found]
    numbers, phones = _numbers(accounts), _phones(accounts)
    return [
        Known(account, name, born, *numbers.get(account, ("", "")), class_id, phones.get((school, account), ""))
        for account, name, born, class_id, school in found
    ]


def _numbers(accounts: list[UUID]) -> dict[UUID, tuple[str, str]]:
    """Document and 学籍号 of each account."""
    rows = Identifier.objects.everywhere(_WHY).filter(kind__in=_NUMBERS, released_at__isnull=True)
    sealed = list(rows.filter(account_id__in=accounts).values_list("id", "sealed", "account_id", "kind"))
    texts = unseal_many(SEAL_KIND, [(key, value) for key, value, _, _ in sealed])
    found: dict[UUID, tuple[str, str]] = {}
    for text, (_, _, account, kind) in zip(texts, sealed, strict=True):
        document, roll = found.get(account, ("", ""))
        found[account] = (text, roll) if kind == IdentifierKind.DOCUMENT else (document, text)
    return found


def _phones(accounts: list[UUID]) -> dict[tuple[int, UUID], str]:
    rows = Contact.objects.everywhere(_WHY).filter(account_id__in=accounts, position=1, phone_sealed__isnull=False)
    sealed = list(rows.values_list("id", "phone_sealed", "school_id", "account_id"))
    texts = unseal_many("contact-phone", [(key, value) for key, value, _, _ in sealed])
    return {(row[2], row[3]): text for text, row in zip(texts, sealed, strict=True)}
