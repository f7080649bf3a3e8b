"""The rows of the test world, gathered in memory and inserted table by table."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from jiaoyun.accounts.identifiers import digest_of, hint_of
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind, Identity, IdentityState
from jiaoyun.organizations.models import Kind, Organization, School, SchoolClass, Stage
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.sealing import seal
from jiaoyun.roster.models import Contact, CurrentEnrolment, Enrolment, StudentRecord
from jiaoyun.rules.codes import Sex
from jiaoyun.rules.names import initials, name_key, pinyin, sort_key
from jiaoyun.rules.school_year import school_year
from tests.people import invent_id, invent_roll_number
from tests.world_cast import PLACES, Member, Spot

_KINDS = {2: Kind.PROVINCE, 6: Kind.COUNTY, 10: Kind.SCHOOL}
_PUPILS_A_CLASS = 2
_BORN = date(2019, 5, 6)
_STAFF_BORN = date(1985, 7, 8)


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil of the world with everything that is secret about them."""

    account_id: UUID
    enrolment_id: UUID
    class_id: UUID
    name: str
    document: str
    roll_number: str
    phone: str


@dataclass
class Rows:
    """Rows of all tables, by model, and the ids by key."""

    now: datetime
    tables: dict[Any, list[Any]] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    account_ids: dict[str, UUID] = field(default_factory=dict)
    identity_ids: dict[str, UUID] = field(default_factory=dict)
    class_ids: dict[str, list[UUID]] = field(default_factory=dict)
    pupils: dict[str, list[Pupil]] = field(default_factory=dict)

    def add(self, row: Any) -> Any:
        """Put a row with those of its table."""
        self.tables.setdefault(type(row), []).append(row)
        return row

    def add_place(self, key: str, spot: Spot) -> Place:
        """A node of the tree; cities are the six-digit codes that end in 00."""
        kind = Kind.CITY if spot.code.endswith("00") else _KINDS[len(spot.code)]
        self.paths[key] = f"{self.paths[spot.parent] if spot.parent else '/'}{spot.id}/"
        row = Organization(
            id=spot.id,
            parent_id=PLACES[spot.parent].id if spot.parent else None,
            path=self.paths[key],
            kind=kind,
            code=spot.code,
            name=spot.name,
            short_name=spot.name,
        )
        place: Place = self.add(row).place
        self.places[key] = place
        return place

    def add_school(self, key: str, place: Place, index: int) -> None:
        """A primary school of six years with a first and a second grade class, two pupils each."""
        this_year = school_year(self.now.date())
        self.add(School(organization_id=place.organization_id, school_type="211", opened_at=self.now))
        self.add(Stage(school_id=place.organization_id, stage="primary", years=6, first_grade=1))
        self.class_ids[key], self.pupils[key] = [], []
        for number, entry_year in enumerate((this_year, this_year - 1), start=1):
            row = SchoolClass(
                id=uuid7(),
                school_id=place.organization_id,
                stage="primary",
                entry_year=entry_year,
                number=1,
                created_at=self.now,
            )
            self.class_ids[key].append(self.add(row).id)
            for seat in range(_PUPILS_A_CLASS):
                self._add_pupil(key, place, row.id, index * 10 + number * _PUPILS_A_CLASS + seat)

    def _add_pupil(self, key: str, place: Place, class_id: UUID, serial: int) -> None:
        name = f"雀{_HAN[serial // 10]}{_HAN[serial % 10]}"
        # The first pupil of the first school is the student of the cast.
        name = "雀学生" if key == "school" and not self.pupils[key] else name
        account = self._account(name, _BORN)
        document = invent_id(_BORN, Sex.FEMALE, serial)
        self._bind(account.id, IdentifierKind.DOCUMENT, document, "1")
        self._bind(account.id, IdentifierKind.ROLL_NUMBER, invent_roll_number(document))
        enrolment_id, school_id, phone = uuid7(), place.organization_id, f"1990079{serial:04d}"
        common = {"school_id": school_id, "account_id": account.id}
        self.add(Enrolment(id=enrolment_id, school_class_id=class_id, opened_at=self.now, **common))
        self.add(CurrentEnrolment(enrolment_id=enrolment_id, state="enrolled", **common))
        self.add(StudentRecord(id=uuid7(), ethnicity="01", **common))
        contact = Contact(id=uuid7(), name=f"雀亲{_HAN[serial % 10]}", relation="1", phone_hint="199****", **common)
        contact.phone_digest, contact.phone_sealed = digest("phone", phone), seal("contact-phone", contact.id, phone)
        self.add(contact)
        self._identity(account.id, Role.STUDENT, place, class_id)
        pupil = Pupil(account.id, enrolment_id, class_id, name, document, invent_roll_number(document), phone)
        self.pupils[key].append(pupil)

    def add_member(self, key: str, member: Member, place: Place, index: int) -> None:
        """One of the cast, with account name, document and phone; the student is a pupil already."""
        if member.role is Role.STUDENT:
            self.account_ids[key] = self.pupils[member.place][0].account_id
            rows = [row for row in self.tables[Identity] if row.account_id == self.account_ids[key]]
            self.identity_ids[key] = rows[0].id
            self._bind(self.account_ids[key], IdentifierKind.ACCOUNT_NAME, f"q_{key}")
            return
        account = self._account(member.name, _STAFF_BORN)
        self._bind(account.id, IdentifierKind.ACCOUNT_NAME, f"q_{key}")
        self._bind(account.id, IdentifierKind.DOCUMENT, invent_id(_STAFF_BORN, Sex.MALE, index), "1")
        self._bind(account.id, IdentifierKind.PHONE, f"1990078{index:04d}")
        class_id = self.class_ids["school"][0] if member.role is Role.HOMEROOM else None
        child = self.account_ids.get("student") or self.pupils["school"][0].account_id
        identity = self._identity(
            account.id, member.role, place, class_id, child if member.role is Role.GUARDIAN else None
        )
        if not member.active:
            identity.state, identity.until = IdentityState.ENDED, self.now
        self.account_ids[key], self.identity_ids[key] = account.id, identity.id

    def _account(self, name: str, born: date) -> Account:
        row = Account(id=uuid7(), name=name, name_key=name_key(name), sort_key=sort_key(name), created_at=self.now)
        row.name_pinyin, row.name_initials, row.birth_date = pinyin(name), initials(name), born
        # Not usable, but not empty either: whoever is in the cast has long set a password.
        row.password = "!"
        added: Account = self.add(row)
        return added

    def _bind(self, account_id: UUID, kind: IdentifierKind, number: str, document_kind: str = "") -> None:
        row = Identifier(id=uuid7(), account_id=account_id, kind=kind, document_kind=document_kind, bound_at=self.now)
        row.digest, row.hint = digest_of(kind, number, document_kind=document_kind), hint_of(kind, number)
        row.sealed = seal("identifier", row.id, number)
        self.add(row)

    def _identity(
        self, account_id: UUID, role: Role, place: Place, class_id: UUID | None, child_id: UUID | None = None
    ) -> Identity:
        row = Identity(id=uuid7(), account_id=account_id, role=role, organization_id=place.organization_id)
        row.school_class_id, row.child_id, row.since = class_id, child_id, self.now
        added: Identity = self.add(row)
        return added


_HAN = "甲乙丙丁戊己庚辛壬癸"
_ORDER = (Organization, School, Stage, SchoolClass, Account, Identifier, Identity)
_ROSTER = (Enrolment, CurrentEnrolment, StudentRecord, Contact)


def insert(rows: Rows) -> None:
    """Insert everything: one statement a table (SQLite may need two)."""
    for model in (*_ORDER, *_ROSTER):
        model.objects.bulk_create(rows.tables[model])
