"""Reads one line of a sheet by the rules: every cell normalised, every fault of the line said at once. No database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jiaoyun.plumbing.sheets.cells import cell_text, has_marks, is_damaged, is_error
from jiaoyun.roster.sheet.columns import Field
from jiaoyun.rules.codes import Sex, parse_boarding, parse_ethnicity, parse_relation, parse_sex
from jiaoyun.rules.dates import months_meant, parse_date, parse_month
from jiaoyun.rules.documents import Document, DocumentKind, check_document, parse_document_kind
from jiaoyun.rules.faults import Fault
from jiaoyun.rules.grades import ClassRef, StageSpec, parse_class
from jiaoyun.rules.names import check_name
from jiaoyun.rules.phones import check_contact_phone
from jiaoyun.rules.roll_numbers import check_roll_number, is_platform_number
from jiaoyun.rules.text import clean_cell

NUMBER_MOST, REMARK_MOST = 12, 100


@dataclass(slots=True)
class Reading:
    """A line as understood. Empty text and None mean that the file says nothing, never that something be erased."""

    line: int
    cells: Sequence[str]
    name: str = ""
    document: Document | None = None
    roll_number: str = ""
    platform_number: str = ""
    sex: Sex | None = None
    birth_date: date | None = None
    birth_months: tuple[date, ...] = ()
    class_ref: ClassRef | None = None
    class_text: str = ""
    number: str = ""
    ethnicity: str = ""
    boarding: str = ""
    entry_month: str = ""
    remark: str = ""
    contact_name: str = ""
    contact_relation: str = ""
    contact_phone: str = ""
    faults: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"Reading(line {self.line})"


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read the lines of one batch: where each field stands, the school's 学制, the year, today."""

    mapping: dict[str, int]
    stages: tuple[StageSpec, ...]
    school_year: int
    today: date
    whole_class: ClassRef | None = None
    taken: dict[Field, Callable[[str, Reading], None]] = field(default_factory=dict)


def line_reader(layout: Layout) -> Callable[[int, Sequence[str]], Reading]:
    """A function (line, cells) → Reading for a layout; the positions are worked out once."""
    steps = tuple((layout.mapping[name.value], name, take) for name, take in _TAKERS if name.value in layout.mapping)
    places = {name: layout.mapping.get(name.value, -1) for name in (Field.GRADE, Field.CLASS, Field.DOCUMENT_KIND)}
    document_at = layout.mapping.get(Field.DOCUMENT.value, -1)

    def read(line: int, marked: Sequence[str]) -> Reading:
        reading, width = Reading(line, marked), len(marked)
        cells = _unmarked(reading, marked, layout.mapping) if has_marks(marked) else marked
        for index, name, take in steps:
            value = cells[index] if index < width else ""
            if value:
                try:
                    take(reading, value)
                except Fault as fault:
                    reading.faults.append((name.value, fault.code, dict(fault.values)))
        if -1 < document_at < width and cells[document_at]:
            kind_at = places[Field.DOCUMENT_KIND]
            _take_document(reading, cells[document_at], cells[kind_at] if -1 < kind_at < width else "", layout.today)
        _take_class(reading, _at(cells, places[Field.GRADE]), _at(cells, places[Field.CLASS]), layout)
        _whole(reading)
        return reading

    return read


def _unmarked(reading: Reading, marked: Sequence[str], mapping: dict[str, int]) -> Sequence[str]:
    """The cells without the reader's marks; a damaged number or a formula's error is a fault, its cell empty."""
    cells = [cell_text(cell) for cell in marked]
    for name, index in mapping.items():
        cell = marked[index] if index < len(marked) else ""
        if is_damaged(cell):
            reading.faults.append((name, "document.damaged_number", {}))
            cells[index] = ""
        elif is_error(cell):
            reading.faults.append((name, "row.formula_error", {}))
            cells[index] = ""
    return cells


def _at(cells: Sequence[str], index: int) -> str:
    return cells[index] if -1 < index < len(cells) else ""


def _name(reading: Reading, value: str) -> None:
    reading.name = check_name(value)


def _roll_number(reading: Reading, value: str) -> None:
    reading.roll_number = check_roll_number(value).number


def _platform_number(reading: Reading, value: str) -> None:
    number = clean_cell(value).upper()
    if not is_platform_number(number):
        reading.faults.append((Field.PLATFORM_NUMBER.value, "row.platform_number", {}))
    reading.platform_number = number


def _sex(reading: Reading, value: str) -> None:
    reading.sex = parse_sex(value)


def _birth_date(reading: Reading, value: str) -> None:
    try:
        reading.birth_date = parse_date(value)
    except Fault as fault:
        if fault.code != "date.day_missing":
            raise
        # 出生年月: enough beside an ID number, which says the day itself.
        reading.birth_months = months_meant(value)


def _ethnicity(reading: Reading, value: str) -> None:
    reading.ethnicity = parse_ethnicity(value)


def _boarding(reading: Reading, value: str) -> None:
    reading.boarding = parse_boarding(value)


def _entry_month(reading: Reading, value: str) -> None:
    reading.entry_month = parse_month(value).strftime("%Y%m")


def _relation(reading: Reading, value: str) -> None:
    reading.contact_relation = parse_relation(value)


def _contact_name(reading: Reading, value: str) -> None:
    reading.contact_name = check_name(value)


def _contact_phone(reading: Reading, value: str) -> None:
    reading.contact_phone = check_contact_phone(value)


def _number(reading: Reading, value: str) -> None:
    reading.number = _short(reading, Field.NUMBER, value, NUMBER_MOST)


def _remark(reading: Reading, value: str) -> None:
    reading.remark = _short(reading, Field.REMARK, value, REMARK_MOST)


def _short(reading: Reading, name: Field, value: str, most: int) -> str:
    text = clean_cell(value)
    if len(text) > most:
        reading.faults.append((name.value, "row.too_long", {"most": most}))
        return ""
    return text


_TAKERS: tuple[tuple[Field, Callable[[Reading, str], None]], ...] = (
    (Field.NAME, _name),
    (Field.ROLL_NUMBER, _roll_number),
    (Field.PLATFORM_NUMBER, _platform_number),
    (Field.SEX, _sex),
    (Field.BIRTH_DATE, _birth_date),
    (Field.ETHNICITY, _ethnicity),
    (Field.NUMBER, _number),
    (Field.ENTRY_MONTH, _entry_month),
    (Field.BOARDING, _boarding),
    (Field.CONTACT_NAME, _contact_name),
    (Field.CONTACT_RELATION, _relation),
    (Field.CONTACT_PHONE, _contact_phone),
    (Field.REMARK, _remark),
)


def _take_document(reading: Reading, value: str, kind_text: str, today: date) -> None:
    kind: DocumentKind | None = None
    if kind_text:
        try:
            kind = parse_document_kind(kind_text)
        except Fault as fault:
            reading.faults.append((Field.DOCUMENT_KIND.value, fault.code, dict(fault.values)))
            return
    if not clean_cell(value):
        return
    try:
        reading.document = check_document(value, kind, today=today)
    except Fault as fault:
        reading.faults.append((Field.DOCUMENT.value, fault.code, dict(fault.values)))


def _take_class(reading: Reading, grade: str, class_text: str, layout: Layout) -> None:
    reading.class_text = (clean_cell(grade) + clean_cell(class_text))[:60]
    if not reading.class_text:
        reading.class_ref = layout.whole_class
        return
    try:
        reading.class_ref = parse_class(grade, class_text, stages=layout.stages, school_year=layout.school_year)
    except Fault as fault:
        reading.faults.append((Field.CLASS.value, fault.code, dict(fault.values)))


def _whole(reading: Reading) -> None:
    """What only the line as a whole can say: agreement of the ID with sex and birth, and that somebody is named."""
    faults = reading.faults
    if not reading.name and not any(name == Field.NAME.value for name, _, _ in faults):
        faults.append((Field.NAME.value, "row.name_missing", {}))
    document = reading.document
    if document is not None and document.birth_date is not None:
        if reading.sex is None:
            reading.sex = document.sex
        elif reading.sex is not document.sex and reading.sex in (Sex.MALE, Sex.FEMALE):
            faults.append((Field.SEX.value, "row.sex_differs", {}))
        if reading.birth_date is None:
            reading.birth_date = document.birth_date
            if reading.birth_months and document.birth_date.replace(day=1) not in reading.birth_months:
                faults.append((Field.BIRTH_DATE.value, "row.birth_differs", {"born": document.birth_date.isoformat()}))
        elif reading.birth_date != document.birth_date:
            faults.append((Field.BIRTH_DATE.value, "row.birth_differs", {"born": document.birth_date.isoformat()}))
    elif document is None and not (reading.roll_number or reading.platform_number) and not faults:
        _no_number(reading)


def _no_number(reading: Reading) -> None:
    """A pupil without any number: the platform gives one, from the entry year; the birth date tells namesakes apart."""
    if reading.birth_months:
        reading.faults.append((Field.BIRTH_DATE.value, "date.day_missing", {}))
    elif reading.birth_date is None:
        reading.faults.append((Field.DOCUMENT.value, "row.unknown", {}))
    elif entry_year(reading) is None:
        reading.faults.append((Field.CLASS.value, "row.entry_year", {}))


def entry_year(reading: Reading) -> int | None:
    """The year of entry that a platform number starts with: the class's, else that of 入学年月."""
    if reading.class_ref is not None:
        return reading.class_ref.entry_year
    return int(reading.entry_month[:4]) if reading.entry_month else None
