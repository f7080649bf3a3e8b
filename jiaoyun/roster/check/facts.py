"""Finds by joins who is meant by the numbers of a block of lines: the same few statements for 1 line and for 5,000.

An import reads only the identifiers, the accounts behind them and their one current enrolment (design.md §3); the own
school's records are joined for the comparison. Province-wide on purpose: a clash is exactly what lies elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models

from jiaoyun.accounts.models import Account, Identifier
from jiaoyun.plumbing.bulk import Field, field_of, lookup_table
from jiaoyun.plumbing.native import as_uuid
from jiaoyun.roster.check.people import NOBODY_MEANT, Kept, Meant, Person
from jiaoyun.roster.check.reading import Reading
from jiaoyun.roster.check.staging import Numbers
from jiaoyun.roster.models import EnrolmentState
from jiaoyun.rules.names import name_key

_LINE: Field = models.IntegerField()
_SLOT: Field = models.SmallIntegerField()
_SLOTS = ("by_document", "by_roll", "by_platform", "by_birth", "by_roll")
_DOCUMENT, _ROLL, _PLATFORM, _BIRTH, _ROLL_MADE = range(5)
_STATES = {state.value: state for state in EnrolmentState}

_BY_NUMBER = """
    SELECT w.line, w.slot, i.account_id
    FROM lookup_numbers w
    JOIN accounts_identifier i ON i.kind = w.kind AND i.digest = w.digest AND i.released_at IS NULL
"""
# Pupils without any number are known by name and birth date, inside the own school only.
_BY_BIRTH = """
    SELECT w.line, 3, b.id
    FROM lookup_births w
    JOIN roster_currentenrolment own ON own.school_id = %s AND own.state = 'enrolled'
    JOIN accounts_account b ON b.id = own.account_id AND b.name_key = w.name_key AND b.birth_date = w.birth_date
    WHERE NOT EXISTS (
        SELECT 1 FROM accounts_identifier i
        WHERE i.account_id = b.id AND i.kind = 'document' AND i.released_at IS NULL
    )
"""
_PEOPLE = """
    SELECT a.id, a.name, a.name_key, c.school_id, c.state, c.version, e.school_class_id,
        e.number, r.ethnicity, r.boarding, r.entry_month, r.remark, t.name, t.relation, t.phone_digest
    FROM lookup_accounts w
    JOIN accounts_account a ON a.id = w.account_id
    LEFT JOIN roster_currentenrolment c ON c.account_id = a.id
    LEFT JOIN roster_enrolment e ON e.school_id = %(school)s AND e.id = c.enrolment_id
    LEFT JOIN roster_studentrecord r ON r.school_id = %(school)s AND r.account_id = a.id
    LEFT JOIN roster_contact t ON t.school_id = %(school)s AND t.account_id = a.id AND t.position = 1
"""
_OTHER_NUMBERS = """
    SELECT w.account_id, i.kind, i.digest
    FROM lookup_accounts w
    JOIN accounts_identifier i ON i.account_id = w.account_id AND i.released_at IS NULL
    WHERE i.kind IN ('document', 'roll')
"""

Found = list[tuple[int, int, Any]]


@dataclass(slots=True)
class Held:
    """The digests of an account's document and 学籍号, as far as they are known."""

    document: bytes | None = None
    roll: bytes | None = None


def people_meant(school_id: int, lines: Iterable[tuple[Reading, Numbers]]) -> dict[int, Meant]:
    """Line → the people its numbers lead to; lines that lead to nobody are left out."""
    by_line: dict[int, Numbers] = {}
    numbers: list[tuple[int, int, str, bytes]] = []
    births: list[tuple[int, str, date]] = []
    for reading, given in lines:
        line = reading.line
        by_line[line] = given
        if given.document_key is not None:
            numbers.append((line, _DOCUMENT, "document", given.document_key))
        if given.roll_key is not None:
            numbers.append((line, _ROLL_MADE if given.roll is None else _ROLL, "roll", given.roll_key))
        if given.platform is not None:
            numbers.append((line, _PLATFORM, "platform", given.platform))
        if given.are_none and reading.birth_date and reading.name:
            births.append((line, name_key(reading.name), reading.birth_date))
    found = (_by_number(numbers) if numbers else []) + (_by_birth(school_id, births) if births else [])
    return _meant(school_id, found, by_line) if found else {}


def _by_number(wanted: list[tuple[int, int, str, bytes]]) -> Found:
    columns = {
        "line": _LINE,
        "slot": _SLOT,
        "kind": field_of(Identifier, "kind"),
        "digest": field_of(Identifier, "digest"),
    }
    with lookup_table("numbers", columns, wanted), connection.cursor() as cursor:
        cursor.execute(_BY_NUMBER)
        return cursor.fetchall()


def _by_birth(school_id: int, wanted: list[tuple[int, str, date]]) -> Found:
    columns = {"line": _LINE, "name_key": field_of(Account, "name_key"), "birth_date": field_of(Account, "birth_date")}
    with lookup_table("births", columns, wanted), connection.cursor() as cursor:
        cursor.execute(_BY_BIRTH, [school_id])
        return cursor.fetchall()


def _meant(school_id: int, found: Found, by_line: dict[int, Numbers]) -> dict[int, Meant]:
    """What was found by line, each account read once whatever number and line led to it."""
    held: dict[Any, Held] = {}
    for line, slot, account in found:
        known = held.get(account)
        if known is None:
            known = held[account] = Held()
        if slot == _DOCUMENT:
            known.document = by_line[line].document_key
        elif slot in (_ROLL, _ROLL_MADE):
            known.roll = by_line[line].roll_key
    people = _people(school_id, held)
    meant: dict[int, dict[str, Person]] = {}
    for line, slot, account in found:
        person = people[account]
        # A G number outlives the ID number it was made of: it leads only to a pupil of whom no document is known.
        if slot != _ROLL_MADE or person.document_digest in (None, by_line[line].document):
            meant.setdefault(line, {})[_SLOTS[slot]] = person
    return {line: Meant(**slots) for line, slots in meant.items()}


def _people(school_id: int, held: dict[Any, Held]) -> dict[Any, Person]:
    """Account → person. The numbers that no line gave are read too, where there are such."""
    wanted = [(as_uuid(account),) for account in held]
    with (
        lookup_table("accounts", {"account_id": field_of(Account, "id")}, wanted),
        connection.cursor() as cursor,
    ):
        if any(known.document is None or known.roll is None for known in held.values()):
            cursor.execute(_OTHER_NUMBERS)
            for account, kind, digest in cursor.fetchall():
                setattr(held[account], kind, bytes(digest))
        cursor.execute(_PEOPLE, {"school": school_id})
        return {row[0]: _person(row, held[row[0]]) for row in cursor.fetchall()}


def _person(row: Any, held: Held) -> Person:
    account, name, key, school, state, version, school_class, number, *kept = row
    ethnicity, boarding, entry_month, remark, contact, relation, phone = kept
    return Person(
        as_uuid(account),
        name,
        key,
        school,
        _STATES[state] if state else None,
        version,
        as_uuid(school_class) if school_class else None,
        held.document,
        held.roll,
        Kept(
            number or "",
            ethnicity or "",
            boarding or "",
            entry_month or "",
            remark or "",
            contact or "",
            relation or "",
            bytes(phone) if phone else None,
        ),
    )


def meant_or_nobody(found: dict[int, Meant], line: int) -> Meant:
    """The people of a line, or nobody."""
    return found.get(line, NOBODY_MEANT)
