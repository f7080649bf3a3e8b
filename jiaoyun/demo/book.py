"""The rows of the demo, gathered table by table and written in bulk: one COPY or executemany a table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models
from uuid_utils.compat import uuid7

from jiaoyun.accounts.identifiers import hint_of
from jiaoyun.accounts.models import (
    Account,
    AccountState,
    Authenticator,
    Identifier,
    IdentifierKind,
    Identity,
    IdentityState,
)
from jiaoyun.accounts.second_factor.totp import SEAL_KIND as APP_SEAL
from jiaoyun.accounts.second_factor.totp import new_secret
from jiaoyun.demo.people import Person
from jiaoyun.organizations.models import SchoolClass
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.bulk import insert_rows
from jiaoyun.plumbing.digests import Digester
from jiaoyun.plumbing.sealing import Sealer, kind_prefix
from jiaoyun.roster.models import Contact, CurrentEnrolment, Enrolment, EnrolmentState, StudentRecord
from jiaoyun.rules.masking import mask_phone
from jiaoyun.rules.names import initials, name_key, pinyin, sort_key

Model = type[models.Model]
Row = tuple[Any, ...]

# What is inserted, in the order of dependence; the rows that `Book` adds have these columns.
COLUMNS: dict[Model, tuple[str, ...]] = {
    SchoolClass: (
        *("id", "school_id", "stage", "entry_year", "number", "alias", "kind", "state", "created_at"),
        "added_by_batch",
    ),
    Account: (
        *("id", "name", "name_key", "sort_key", "name_pinyin", "name_initials", "sex", "birth_date", "state"),
        *("state_reason", "state_at", "password", "password_at", "session_epoch", "created_at", "version"),
    ),
    Identifier: (
        *("id", "account_id", "kind", "document_kind", "digest", "sealed", "hint", "bound_at", "released_why"),
    ),
    Identity: ("id", "account_id", "role", "organization_id", "school_class_id", "child_id", "state", "since", "until"),
    Authenticator: ("id", "account_id", "sealed", "added_at", "confirmed_at", "last_step"),
    Enrolment: (
        *("id", "school_id", "account_id", "school_class_id", "state", "number", "opened_at", "closed_at", "version"),
    ),
    CurrentEnrolment: ("account_id", "school_id", "enrolment_id", "state", "version"),
    StudentRecord: ("id", "school_id", "account_id", "ethnicity", "boarding", "entry_month", "remark"),
    Contact: (
        *("id", "school_id", "account_id", "position", "name", "relation"),
        *("phone_digest", "phone_sealed", "phone_hint"),
    ),
}
_IDENTIFIER, _PHONE, _APP = kind_prefix("identifier"), kind_prefix("contact-phone"), kind_prefix(APP_SEAL)


@dataclass(frozen=True, slots=True)
class Stay:
    """A pupil's time at a school: since when, until when (None while it lasts), and how it stands."""

    school_id: int
    class_id: UUID | None
    seat: str
    state: EnrolmentState
    opened_at: datetime
    closed_at: datetime | None = None
    entry_month: str = ""
    boarding: str = ""


@dataclass
class Book:
    """Rows by table. Nothing is written before `write`."""

    now: datetime
    rows: dict[Model, list[Row]] = field(default_factory=lambda: {model: [] for model in COLUMNS})
    numberless: list[tuple[UUID, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sealer = Sealer()
        self._digesters = {kind: Digester(kind.value) for kind in IdentifierKind}

    def add_class(self, school_id: int, stage: str, entry_year: int, number: int, state: str, made: datetime) -> UUID:
        """A class; returns its id."""
        key = uuid7()
        self.rows[SchoolClass].append((key, school_id, stage, entry_year, number, "", "", state, made, None))
        return key

    def add_account(
        self, person: Person, made: datetime, *, state: str = AccountState.ACTIVE, password: str = ""
    ) -> UUID:
        """A person's account with document, 学籍号 and own phone; `password` is a hash."""
        key = uuid7()
        gone = self.now if state != AccountState.ACTIVE else None
        self.rows[Account].append(
            (
                *(key, person.name, *_spellings(person.name), person.sex.value, person.born, state),
                *("", gone, password, made if password else None, 0, made, 1),
            )
        )
        if person.document:
            self.bind(key, IdentifierKind.DOCUMENT, person.document, made, person.document_kind.value)
        if person.roll_number:
            self.bind(key, IdentifierKind.ROLL_NUMBER, person.roll_number, made)
        if person.phone:
            self.bind(key, IdentifierKind.PHONE, person.phone, made)
        return key

    def set_password(self, account: UUID, password: str) -> None:
        """Give somebody who is in the book a password that is set already (a hash)."""
        rows, at = self.rows[Account], COLUMNS[Account].index("password")
        index = next(index for index, row in enumerate(rows) if row[0] == account)
        rows[index] = (*rows[index][:at], password, self.now, *rows[index][at + 2 :])

    def bind(self, account: UUID, kind: IdentifierKind, number: str, at: datetime, document_kind: str = "") -> None:
        """Bind a number or account name, with the digest rule of accounts.identifiers."""
        key = uuid7()
        text = f"{document_kind}:{number}" if kind is IdentifierKind.DOCUMENT else number
        sealed = self._sealer.seal(_IDENTIFIER, key.bytes, number.encode())
        digest = self._digesters[kind].digest(text)
        row = (key, account, kind.value, document_kind, digest, sealed, hint_of(kind, number), at, "")
        self.rows[Identifier].append(row)

    def add_app(self, account: UUID) -> None:
        """An authenticator app that is set up already: administrators need a second factor."""
        key = uuid7()
        sealed = self._sealer.seal(_APP, key.bytes, new_secret().encode())
        self.rows[Authenticator].append((key, account, sealed, self.now, self.now, 0))

    def add_identity(self, account: UUID, role: Role, place: int, since: datetime, **more: Any) -> UUID:
        """An identity in force, or one that ended (`until`).

        `school_class_id`: the class of a homeroom teacher; `child_id`: the child of a guardian.
        """
        key, until = uuid7(), more.get("until")
        state = IdentityState.ENDED if until else IdentityState.ACTIVE
        whose = (more.get("school_class_id"), more.get("child_id"))
        self.rows[Identity].append((key, account, role.value, place, *whose, state.value, since, until))
        return key

    def add_stay(self, account: UUID, stay: Stay, *, current: bool = True) -> None:
        """An enrolment; the `current` one is what imports classify by, and brings the student's identity."""
        key = uuid7()
        self.rows[Enrolment].append(
            (
                *(key, stay.school_id, account, stay.class_id, stay.state.value, stay.seat),
                *(stay.opened_at, stay.closed_at, 1),
            )
        )
        self.add_identity(account, Role.STUDENT, stay.school_id, stay.opened_at, until=stay.closed_at)
        if current:
            self.rows[CurrentEnrolment].append((account, stay.school_id, key, stay.state.value, 1))

    def add_record(self, account: UUID, person: Person, stay: Stay) -> None:
        """What the school keeps about a pupil, and the guardian."""
        record = (uuid7(), stay.school_id, account, person.ethnicity, stay.boarding, stay.entry_month, "")
        self.rows[StudentRecord].append(record)
        if person.family is not None:
            key, phone = uuid7(), person.family.phone
            digest = self._digesters[IdentifierKind.PHONE].digest(phone)
            sealed = self._sealer.seal(_PHONE, key.bytes, phone.encode())
            named = (person.family.contact, person.family.relation)
            self.rows[Contact].append((key, stay.school_id, account, 1, *named, digest, sealed, mask_phone(phone)))

    def write(self) -> Counter[str]:
        """Insert everything inside the caller's transaction; how many rows a table got."""
        written: Counter[str] = Counter()
        for model, columns in COLUMNS.items():
            written[model.__name__] = insert_rows(model, columns, self.rows[model])
        return written


def _spellings(name: str) -> Sequence[str]:
    return name_key(name), sort_key(name), *_sounds(name)


@lru_cache(maxsize=16384)
def _sounds(name: str) -> tuple[str, str]:
    return pinyin(name), initials(name)
