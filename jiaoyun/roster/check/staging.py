"""Turns a classified line into its two rows: `ImportRow` (what people see) and `ImportStage` (what 导入 copies).

Seals bind a value to the row it will live in, so the ids of all new rows are given here. Only what a class can need is
sealed: a line that changes nothing costs one seal, that of its cells.
"""

from typing import Any, NamedTuple
from uuid import UUID

import orjson
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.digests import Digester
from jiaoyun.plumbing.sealing import Sealer, kind_prefix
from jiaoyun.roster.check.classify import DEFAULTS
from jiaoyun.roster.check.people import Meant
from jiaoyun.roster.check.reading import Reading
from jiaoyun.roster.models import Decision, RowClass
from jiaoyun.rules.documents import KINDS_IN_ROLL_NUMBERS, kind_in_roll_number
from jiaoyun.rules.masking import hint_document, mask_phone, mask_roll_number
from jiaoyun.rules.names import name_key, sounds

ROW_COLUMNS = (
    "school_id", "batch_id", "line", "row_class", "no_class", "phone_shared", "decision", "outcome", "name",
    "hint", "class_text", "stage", "entry_year", "class_number", "school_class_id", "faults", "account_id",
    "found_version", "found", "before", "edited",
)  # fmt: skip
STAGE_COLUMNS = (
    "school_id", "batch_id", "line", "cells", "account_id", "name_key", "sort_key", "name_pinyin",
    "name_initials", "sex", "birth_date", "identity_id", "enrolment_id", "number", "document_id",
    "document_kind", "document_digest", "document_sealed", "document_hint", "roll_id", "roll_digest",
    "roll_sealed", "roll_hint", "record_id", "ethnicity", "boarding", "entry_month", "remark", "contact_id",
    "contact_name", "contact_relation", "phone_digest", "phone_sealed", "phone_hint",
)  # fmt: skip
# What a line that writes nobody needs: its cells, and the digests by which a corrected line is seen to repeat it.
SHORT_STAGE_COLUMNS = ("school_id", "batch_id", "line", "cells", "document_digest", "roll_digest", "phone_digest")

HINT_MOST = 24
CELLS_KIND = kind_prefix("import-cells")
DOCUMENT_KIND = kind_prefix("identifier")
PHONE_KIND = kind_prefix("contact-phone")
_WRITES_PUPIL = frozenset(
    {
        RowClass.NEW,
        RowClass.UPDATE,
        RowClass.OTHER_CLASS,
        RowClass.NAME_DIFFERS,
        RowClass.BIN,
        RowClass.ELSEWHERE_GONE,
    }
)


class Numbers(NamedTuple):
    """The digests of one line, made once and used for finding and for storing.

    `document_key` and `roll_key` are what the pupil is looked for by: where only a G number is given, the ID number it
    carries too, and where only an ID number is given, the G number made of it.
    """

    document: bytes | None
    roll: bytes | None
    platform: bytes | None
    phone: bytes | None
    document_key: bytes | None
    roll_key: bytes | None

    @property
    def are_none(self) -> bool:
        """Whether the line gives no number of the pupil at all."""
        return self.document is self.roll is self.platform is None


class NumberDigester:
    """Digests of the numbers on a line; the inputs are those of accounts.identifiers."""

    def __init__(self) -> None:
        self._document, self._roll = Digester("document"), Digester("roll")
        self._platform, self._phone = Digester("platform"), Digester("phone")

    def of(self, reading: Reading) -> Numbers:
        """The digests of what the line gives."""
        given, number = reading.document, reading.roll_number
        document = self._document.digest(f"{given.kind.value}:{given.number}") if given else None
        roll = self._roll.digest(number) if number else None
        document_key, roll_key = document, roll
        if document is None and number.startswith("G"):
            document_key = self._document.digest(f"{kind_in_roll_number(number).value}:{number[1:]}")
        elif roll is None and given is not None and given.kind in KINDS_IN_ROLL_NUMBERS:
            roll_key = self._roll.digest(f"G{given.number}")
        return Numbers(
            document,
            roll,
            self._platform.digest(reading.platform_number) if reading.platform_number else None,
            self._phone.digest(reading.contact_phone) if reading.contact_phone else None,
            document_key,
            roll_key,
        )


class Classified(NamedTuple):
    """A line with everything that was found out about it."""

    reading: Reading
    numbers: Numbers
    meant: Meant
    row_class: RowClass
    school_class_id: UUID | None
    no_class: bool
    earlier_line: int | None = None
    edited: bool = False
    differs: tuple[str, ...] = ()


class Stager:
    """Makes the rows of one batch."""

    def __init__(self, school_id: int, batch_id: UUID) -> None:
        self.school_id, self.batch_id = school_id, batch_id
        self._sealer = Sealer()

    def cells_owner(self, line: int) -> bytes:
        """What the seal of a line's cells is bound to: batch and line."""
        return self.batch_id.bytes + line.to_bytes(4, "big")

    def import_row(self, found: Classified, *, phone_shared: bool) -> tuple[Any, ...]:
        """The values of ROW_COLUMNS."""
        reading, row_class = found.reading, found.row_class
        people = found.meant.people()
        person = people[0] if len(people) == 1 else None
        ref = reading.class_ref
        decision = DEFAULTS.get(row_class, Decision.OPEN)
        if found.no_class and decision is Decision.ADD:
            decision = Decision.OPEN
        return (
            self.school_id,
            self.batch_id,
            reading.line,
            row_class.value,
            found.no_class,
            phone_shared,
            decision.value,
            "",
            reading.name[:80],
            _hint(reading),
            reading.class_text,
            ref.stage.value if ref else "",
            ref.entry_year if ref else None,
            ref.number if ref else None,
            found.school_class_id,
            [{"field": name, "code": code, "values": values} for name, code, values in reading.faults],
            person.account_id if person else None,
            person.version if person else None,
            _found(found),
            None,
            found.edited,
        )

    def import_stage(self, found: Classified) -> tuple[Any, ...]:
        """The values of STAGE_COLUMNS, for a line that writes a pupil."""
        return (*self._head(found), *self._person(found), *self._numbers(found), *self._kept(found))

    def short_stage(self, found: Classified) -> tuple[Any, ...]:
        """The values of SHORT_STAGE_COLUMNS, for a line that writes nobody."""
        return (*self._head(found), found.numbers.document, found.numbers.roll, found.numbers.phone)

    def _head(self, found: Classified) -> tuple[Any, ...]:
        reading = found.reading
        cells = self._sealer.seal(CELLS_KIND, self.cells_owner(reading.line), orjson.dumps(reading.cells))
        return (self.school_id, self.batch_id, reading.line, cells)

    def _person(self, found: Classified) -> tuple[Any, ...]:
        reading = found.reading
        if found.row_class is not RowClass.NEW:
            return (None, "", "", "", "", "", None, uuid7(), uuid7(), reading.number)
        return (
            uuid7(),
            name_key(reading.name),
            *sounds(reading.name),
            reading.sex.value if reading.sex else "0",
            reading.birth_date,
            uuid7(),
            uuid7(),
            reading.number,
        )

    def _numbers(self, found: Classified) -> tuple[Any, ...]:
        """The digests of the line; ids and seals only for identifiers that would be bound, as nobody holds them yet."""
        reading, numbers, meant = found.reading, found.numbers, found.meant
        document: tuple[Any, ...] = (None, "", numbers.document, None, "")
        roll: tuple[Any, ...] = (None, numbers.roll, None, "")
        if reading.document is not None and numbers.document is not None and meant.by_document is None:
            key, number = uuid7(), reading.document.number
            sealed = self._sealer.seal(DOCUMENT_KIND, key.bytes, number.encode())
            document = (key, reading.document.kind.value, numbers.document, sealed, hint_document(number))
        if numbers.roll is not None and meant.by_roll is None:
            key = uuid7()
            sealed = self._sealer.seal(DOCUMENT_KIND, key.bytes, reading.roll_number.encode())
            roll = (key, numbers.roll, sealed, mask_roll_number(reading.roll_number))
        return (*document, *roll)

    def _kept(self, found: Classified) -> tuple[Any, ...]:
        reading, contact_id = found.reading, uuid7()
        phone, sealed = reading.contact_phone, None
        if phone:
            sealed = self._sealer.seal(PHONE_KIND, contact_id.bytes, phone.encode())
        return (
            uuid7(),
            reading.ethnicity,
            reading.boarding,
            reading.entry_month,
            reading.remark,
            contact_id,
            reading.contact_name,
            reading.contact_relation,
            found.numbers.phone,
            sealed,
            mask_phone(phone) if phone else "",
        )


def writes_pupil(found: Classified) -> bool:
    """Whether 导入 may write somebody from this line, whatever is decided."""
    return found.row_class in _WRITES_PUPIL


def _hint(reading: Reading) -> str:
    if reading.document is not None:
        return hint_document(reading.document.number)
    # A platform number that is none may be of any length.
    return mask_roll_number(reading.roll_number) if reading.roll_number else reading.platform_number[:HINT_MOST]


def _found(found: Classified) -> dict[str, Any] | None:
    """What the list shows of the one found without another query: where, in which state, in which class."""
    if found.row_class is RowClass.REPEATED:
        return {"line": found.earlier_line}
    people = found.meant.people()
    if not people:
        return None
    if len(people) > 1:
        return {"people": [str(person.account_id) for person in people]}
    person = people[0]
    shown: dict[str, Any] = {
        "school": person.school_id,
        "state": person.state.value if person.state else None,
        "class": str(person.school_class_id) if person.school_class_id else None,
    }
    if found.differs:
        shown["differs"] = list(found.differs)
    return shown
