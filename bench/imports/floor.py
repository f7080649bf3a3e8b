"""The floor: the same import as a bare script. No Django, no jobs, no import rows, audit, notices, records, contacts.

It reads with calamine in its own process, normalises and checks by the product's rules, makes the same digests a row,
finds people by one join, makes the same seals as the product makes for a row of that class (four for a new one: cells,
document, 学籍号, phone; one for any other: cells), copies the new ones to a temporary table and writes accounts,
identifiers, enrolments, current enrolments and identities from it with INSERT … SELECT, all in one transaction.
"""

import base64
import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC
from python_calamine import CalamineWorkbook
from uuid_utils.compat import uuid7

from bench.imports import floor_statements as statements
from bench.imports.talk import Stages, serve
from jiaoyun.rules.codes import parse_ethnicity, parse_sex
from jiaoyun.rules.dates import parse_date
from jiaoyun.rules.documents import check_document
from jiaoyun.rules.grades import Stage, StageSpec, parse_class
from jiaoyun.rules.masking import hint_document, mask_roll_number
from jiaoyun.rules.names import check_name, name_key, sounds
from jiaoyun.rules.phones import check_contact_phone
from jiaoyun.rules.roll_numbers import check_roll_number
from jiaoyun.rules.school_year import school_year
from jiaoyun.rules.text import clean_cell

_STAGES = (StageSpec(Stage.PRIMARY, 6, 1),)


class Line(NamedTuple):
    """A row of the sheet as the rules read it, with its digests."""

    line: int
    cells: list[str]
    name: str
    sex: str
    birth: date
    document: str
    roll: str
    phone: str
    class_key: tuple[int, int]
    document_digest: bytes
    roll_digest: bytes
    phone_digest: bytes


class Bare:
    """One school's import, stage by stage; `stages` has the milliseconds."""

    def __init__(self) -> None:
        keys = json.loads(Path(os.environ["JIAOYUN_KEYS"]).read_text())
        self._digest_key = base64.b64decode(keys["digest"])
        self._cipher = algorithms.SM4(base64.b64decode(keys["sealing"]["1"]))
        self._nonces, self._nonce_at = b"", 0
        self._starts = {kind: self._start(kind) for kind in ("document", "roll", "phone")}
        self._connection = psycopg.connect(_libpq(os.environ["DATABASE_URL"]))

    def run(self, path: str, school: int, write: bool) -> dict[str, Any]:
        """Check the sheet, and write its new people where `write` is true; a check alone is rolled back."""
        stages = Stages()
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        stages.mark("read")
        today = datetime.now(tz=UTC).date()
        lines = [self._line(number, row, today) for number, row in enumerate(rows[1:], 2)]
        stages.mark("normalise, digest")
        with self._connection.cursor() as cursor:
            found = self._find(cursor, lines)
            classes = {(year, number): key for key, year, number in cursor.execute(statements.CLASSES, [school])}
            new, same = _classified(lines, found, classes, school)
            stages.mark("find, classify")
            sealed = [self._sealed(line, classes) for line in new]
            for line in same:
                self._seal(b"import-cells:", os.urandom(20), json.dumps(line.cells).encode())
            stages.mark("seal")
            self._stage(cursor, sealed)
            stages.mark("stage")
            if write:
                values = {"school": school, "now": datetime.now(tz=UTC)}
                for statement in statements.WRITE:
                    cursor.execute(statement, values)
                self._connection.commit()
                stages.mark("write")
            else:
                self._connection.rollback()
        # LOOKUP, its COPY, analyze, FIND; the stage's three; the classes; what is written.
        ran = 8 + (len(statements.WRITE) if write else 0)
        counts = {"new": len(new), "other": len(same), "statements": ran}
        return {"stages": stages.found, "ms": sum(stages.found.values()), **counts}

    def _line(self, number: int, row: list[Any], today: date) -> Line:
        name, sex, document, roll, birth, ethnicity, class_text, guardian, phone, remark = row
        parse_ethnicity(ethnicity)
        check_name(guardian)
        clean_cell(remark)
        parse_date(birth)
        ref = parse_class("", class_text, stages=_STAGES, school_year=school_year(today))
        read = check_document(document, None, today=today)
        roll_number = check_roll_number(roll).number
        contact = check_contact_phone(phone)
        return Line(
            number,
            row,
            check_name(name),
            parse_sex(sex).value,
            read.birth_date or today,
            read.number,
            roll_number,
            contact,
            (ref.entry_year, ref.number),
            self._digest("document", f"{read.kind.value}:{read.number}"),
            self._digest("roll", roll_number),
            self._digest("phone", contact),
        )

    def _find(self, cursor: Any, lines: list[Line]) -> dict[int, tuple[Any, ...]]:
        cursor.execute(statements.LOOKUP)
        with cursor.copy("copy lookup (line, kind, digest) from stdin (format binary)") as copy:
            copy.set_types(["int4", "varchar", "bytea"])
            for line in lines:
                copy.write_row((line.line, "document", line.document_digest))
                copy.write_row((line.line, "roll", line.roll_digest))
        cursor.execute("analyze lookup")
        return {row[0]: row[1:] for row in cursor.execute(statements.FIND)}

    def _sealed(self, line: Line, classes: dict[tuple[int, int], UUID]) -> tuple[Any, ...]:
        account, document, roll, contact = uuid7(), uuid7(), uuid7(), uuid7()
        self._seal(b"import-cells:", account.bytes, json.dumps(line.cells).encode())
        self._seal(b"contact-phone:", contact.bytes, line.phone.encode())
        name = line.name
        return (
            account, name, name_key(name), *sounds(name), line.sex, line.birth,
            document, line.document_digest, self._seal(b"identifier:", document.bytes, line.document.encode()),
            hint_document(line.document),
            roll, line.roll_digest, self._seal(b"identifier:", roll.bytes, line.roll.encode()),
            mask_roll_number(line.roll),
            uuid7(), uuid7(), classes[line.class_key],
        )  # fmt: skip

    def _stage(self, cursor: Any, rows: list[tuple[Any, ...]]) -> None:
        cursor.execute(statements.STAGE)
        with cursor.copy("copy stage from stdin (format binary)") as copy:
            copy.set_types(statements.STAGE_TYPES)
            for row in rows:
                copy.write_row(row)
        cursor.execute("analyze stage")

    def _start(self, kind: str) -> HMAC:
        start = HMAC(self._digest_key, SM3())
        start.update(f"{kind}:".encode())
        return start

    def _digest(self, kind: str, text: str) -> bytes:
        context = self._starts[kind].copy()
        context.update(text.encode())
        return context.finalize()

    def _seal(self, kind: bytes, row_id: bytes, data: bytes) -> bytes:
        if self._nonce_at >= len(self._nonces):
            self._nonces, self._nonce_at = os.urandom(12_000), 0
        nonce = self._nonces[self._nonce_at : self._nonce_at + 12]
        self._nonce_at += 12
        context = Cipher(self._cipher, modes.GCM(nonce)).encryptor()
        context.authenticate_additional_data(kind + row_id)
        sealed = context.update(data)
        context.finalize()
        return b"\x01" + nonce + sealed + context.tag


def _classified(
    lines: list[Line],
    found: dict[int, tuple[Any, ...]],
    classes: dict[tuple[int, int], UUID],
    school: int,
) -> tuple[list[Line], list[Line]]:
    """The new ones, and all others, compared as far as a classification must: place, state, name, class."""
    new, others = [], []
    counts: dict[tuple[bool, ...], int] = {}
    for line in lines:
        person = found.get(line.line)
        if person is None:
            new.append(line)
            continue
        key, at, state, class_id = person
        said = (at == school, state == "enrolled", key == name_key(line.name), class_id == classes.get(line.class_key))
        counts[said] = counts.get(said, 0) + 1
        others.append(line)
    return new, others


def _libpq(url: str) -> str:
    """The address as libpq takes it."""
    return url.replace("postgres://", "postgresql://", 1)


def main() -> None:
    """Serve `run`."""
    serve({"run": Bare().run})


if __name__ == "__main__":
    main()
