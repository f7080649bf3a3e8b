"""Writes the population with the product's own tables, digests and seals; arguments: people, sizes of mixed sheets."""

import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import chain, islice
from typing import Any, NamedTuple
from uuid import UUID

import django
from uuid_utils.compat import uuid7

from bench.imports.people import Person, guardian_of, person
from bench.imports.plan import DELETED, GRADUATED, OF, Plan, Stretch, class_of

_PERSONS_A_BLOCK = 20_000
_TABLES = ("Account", "Identifier", "Identity", "Enrolment", "CurrentEnrolment", "StudentRecord", "Contact")
_STATES = {GRADUATED: "graduated", DELETED: "deleted"}
_PEER = "Pupil"
Rows = dict[str, list[tuple[Any, ...]]]

COLUMNS: dict[str, str] = {
    "Account": "id name name_key sort_key name_pinyin name_initials sex birth_date state state_reason password "
    "session_epoch created_at version",
    "Identifier": "id account_id kind document_kind digest sealed hint bound_at released_why",
    "Identity": "id account_id role organization_id state since",
    "Enrolment": "id school_id account_id school_class_id state number opened_at closed_at version",
    "CurrentEnrolment": "account_id school_id enrolment_id state version",
    "StudentRecord": "id school_id account_id ethnicity boarding entry_month remark",
    "Contact": "id school_id account_id position name relation phone_digest phone_sealed phone_hint",
}


class Pupil(NamedTuple):
    """A pupil on the way into the tables: `school_class` is the place in the school's list of classes."""

    serial: int
    school_id: int
    school_class: UUID


def class_id(school_id: int, grade: int, number: int) -> UUID:
    """The key of a class of the population."""
    return UUID(int=school_id << 64 | grade << 8 | number)


def pupils_of(school: Stretch) -> Iterator[Pupil]:
    """The pupils of a school with their classes."""
    for place in range(school.size):
        yield Pupil(school.first + place, school.school_id, class_id(school.school_id, *class_of(place)))


def write_population(plan: Plan, now: datetime) -> None:
    """The tree, the schools with their classes and administrators, then the people, a block a transaction."""
    from django.db import connection, transaction

    from bench.imports.peer_model import make_table
    from bench.imports.province import write_province

    with connection.cursor() as cursor:
        # The rows are right by construction; checking seven million keys would take longer than writing them.
        cursor.execute("set session_replication_role = replica")
    write_province(plan, now)
    make_table()
    writer = _Writer(now)
    pupils = chain.from_iterable(map(pupils_of, plan.schools()))
    while block := list(islice(pupils, _PERSONS_A_BLOCK)):
        with transaction.atomic():
            writer.pupils(block)
        sys.stderr.write(f"\r  {block[-1].serial + 1:,} people")
    with transaction.atomic():
        writer.teachers(plan)
    sys.stderr.write(f"\r  {plan.people:,} people\n")
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


class _Writer:
    def __init__(self, now: datetime) -> None:
        from jiaoyun.plumbing.digests import Digester
        from jiaoyun.plumbing.sealing import Sealer

        self.now, self._sealer = now, Sealer()
        self._digesters = {kind: Digester(kind) for kind in ("document", "roll", "phone")}

    def pupils(self, block: list[Pupil]) -> None:
        rows: Rows = {table: [] for table in (*_TABLES, _PEER)}
        for pupil in block:
            account, found = self._account(rows, pupil.serial)
            self._at_school(rows, pupil, account, found)
        self._insert(rows)

    def teachers(self, plan: Plan) -> None:
        rows: Rows = {table: [] for table in (*_TABLES, _PEER)}
        schools = [school.school_id for school in plan.schools()]
        for serial in plan.teachers:
            account, _ = self._account(rows, serial)
            rows["Identity"].append((uuid7(), account, "teacher", schools[serial % len(schools)], "active", self.now))
        self._insert(rows)

    def _account(self, rows: Rows, serial: int) -> tuple[UUID, Person]:
        from bench.imports.peer_model import row_of
        from jiaoyun.rules.names import initials, name_key, pinyin, sort_key

        found, account, now = person(serial), uuid7(), self.now
        name = found.name
        state = "deleted" if serial % OF == DELETED else "active"
        rows["Account"].append(
            (account, name, name_key(name), sort_key(name), pinyin(name), initials(name), found.sex.value,
             found.birth, state, "", "", 0, now, 1)
        )  # fmt: skip
        rows[_PEER].append(row_of(rows["Account"][-1], found, serial))
        document, roll = found.document, found.roll_number
        for kind, document_kind, number, text, hint in (
            ("document", "1", document, f"1:{document}", f"**************{document[-4:]}"),
            ("roll", "", roll, roll, f"G**************{roll[-4:]}"),
        ):
            key = uuid7()
            digest = self._digesters[kind].digest(text)
            sealed = self._sealer.seal(b"identifier:", key.bytes, number.encode())
            rows["Identifier"].append((key, account, kind, document_kind, digest, sealed, hint, now, ""))
        return account, found

    def _at_school(self, rows: Rows, pupil: Pupil, account: UUID, found: Person) -> None:
        school, now, enrolment, contact = pupil.school_id, self.now, uuid7(), uuid7()
        state = _STATES.get(pupil.serial % OF, "enrolled")
        gone = state != "enrolled"
        rows["Identity"].append((uuid7(), account, "student", school, "ended" if gone else "active", now))
        rows["Enrolment"].append(
            (enrolment, school, account, pupil.school_class, state, "", now, now if gone else None, 1)
        )
        rows["CurrentEnrolment"].append((account, school, enrolment, state, 1))
        rows["StudentRecord"].append((uuid7(), school, account, "01", "", "", ""))
        phone = found.phone
        sealed = self._sealer.seal(b"contact-phone:", contact.bytes, phone.encode())
        digest = self._digesters["phone"].digest(phone)
        hint = f"{phone[:3]}****{phone[-4:]}"
        rows["Contact"].append((contact, school, account, 1, guardian_of(pupil.serial), "", digest, sealed, hint))

    def _insert(self, rows: Rows) -> None:
        from bench.imports import peer_model
        from jiaoyun.accounts import models as accounts
        from jiaoyun.plumbing.bulk import insert_rows
        from jiaoyun.roster import models as roster

        for table in _TABLES:
            model = getattr(accounts, table, None) or getattr(roster, table)
            insert_rows(model, COLUMNS[table].split(), rows[table])
        insert_rows(peer_model.Pupil, peer_model.COLUMNS, rows[_PEER])


def main(arguments: list[str]) -> None:
    """Migrate the database of DATABASE_URL and fill it."""
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    people, *mixed = map(int, arguments)
    write_population(Plan(people, tuple(mixed)), timezone.now())


if __name__ == "__main__":
    main(sys.argv[1:])
