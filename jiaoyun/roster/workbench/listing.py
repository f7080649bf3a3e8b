"""The lines of a batch as the table shows them: a page by key, the same two statements for 100 rows and 100,000."""

from dataclasses import dataclass, field
from typing import Any

from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.sheets.cells import cell_text
from jiaoyun.roster.check.batch import cells_of
from jiaoyun.roster.check.faults import describe
from jiaoyun.roster.models import Decision, ImportBatch, ImportRow, Outcome, RowClass
from jiaoyun.roster.sheet.columns import BY_FIELD, Field
from jiaoyun.roster.sheet.parts import line_words, row_of, sheet_of
from jiaoyun.roster.workbench.differences import differing_titles
from jiaoyun.roster.workbench.frame import ClassNames, class_names_of
from jiaoyun.roster.workbench.words import DECISION_LOOK

PAGE_SIZES = (20, 50, 100)
# Fourteen stars in a row weigh more than the four digits that tell people apart.
_STARS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class FaultyCell:
    """A cell that a rule refused: what stands there, what is wrong, what to do."""

    field: str
    title: str
    value: str
    what: str
    todo: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. `line`: its number in the batch; `row`, `sheet`: where it stands in the file; `where`: the
    same in words."""

    line: int
    row: int
    sheet: str
    where: str
    name: str
    hint: str
    row_class: RowClass
    old_class: str
    new_class: str
    no_class: bool
    phone_shared: bool
    state: str
    look: str
    note: str
    faults: list[FaultyCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of lines, the keys of its neighbours, and what was read for it: rows, and some lines' cells."""

    rows: list[Line]
    before: int | None
    after: int | None
    read: dict[int, tuple[ImportRow, list[str] | None]]


def lines_page(
    batch: ImportBatch,
    place: Place,
    *,
    row_class: RowClass | None,
    after: int = 0,
    before: int | None = None,
    size: int = 50,
) -> Lines:
    """The lines of one class (or all) behind line `after`, or before line `before`. Two statements."""
    rows = ImportRow.objects.within(place).filter(batch_id=batch.pk)
    if row_class is not None:
        rows = rows.filter(row_class=row_class)
    if before is not None:
        found = list(rows.filter(line__lt=before).order_by("-line")[: size + 1])
        more_behind, found = True, found[::-1]
        more_before = len(found) > size
        found = found[-size:]
    else:
        found = list(rows.filter(line__gt=after).order_by("line")[: size + 1])
        more_behind, more_before = len(found) > size, after > 0
        found = found[:size]
    faulty = [row.line for row in found if row.faults]
    cells = cells_of(batch, place, faulty) if faulty else {}
    names = class_names_of(batch)
    lines = [line_of(batch, row, names, cells.get(row.line, [])) for row in found]
    return Lines(
        lines,
        before=lines[0].line if lines and more_before else None,
        after=lines[-1].line if lines and more_behind else None,
        read={row.line: (row, cells.get(row.line)) for row in found},
    )


def line_of(batch: ImportBatch, row: ImportRow, names: ClassNames, cells: list[str]) -> Line:
    """A row as the table shows it."""
    found = row.found or {}
    return Line(
        line=row.line,
        row=row_of(row.line),
        sheet=sheet_of(batch.parts, row.line),
        where=line_words(batch.parts, row.line),
        name=row.name or "（没有姓名）",
        hint=short_hint(row.hint),
        row_class=RowClass(row.row_class),
        old_class=_old_class(row, found, names),
        new_class=names.of_ref(row.stage, row.entry_year, row.class_number) or row.class_text,
        no_class=row.no_class,
        phone_shared=row.phone_shared,
        state=state_of(row),
        look=_look(row),
        note=_note(batch, row, found),
        faults=faulty_cells(batch, row, cells),
    )


def short_hint(hint: str) -> str:
    """A masked number for a narrow column: **************0026 → **** **** 0026; shorter ones stay as they are."""
    tail = hint.lstrip("*")
    return f"**** **** {tail}" if len(hint) - len(tail) > _STARS_SHOWN else hint


def faulty_cells(batch: ImportBatch, row: ImportRow, cells: list[str]) -> list[FaultyCell]:
    """Every fault of a row with the cell's present text."""
    shown = []
    for fault in row.faults:
        index = batch.mapping.get(fault["field"], -1)
        value = cell_text(cells[index]) if 0 <= index < len(cells) else ""
        text = describe(fault["code"], fault["values"])
        shown.append(FaultyCell(fault["field"], BY_FIELD[Field(fault["field"])].title, value, text.what, text.todo))
    return shown


def state_of(row: ImportRow) -> str:
    """What the last column says: what became of the row, else what was decided, else that it waits."""
    if row.outcome:
        return Outcome(row.outcome).label
    if row.decision:
        return Decision(row.decision).label
    if row.row_class == RowClass.SAME:
        return "不用处理"
    if row.row_class == RowClass.FAULTY:
        return "等您改正"
    return "没有这个班" if row.no_class else Decision.OPEN.label


def _look(row: ImportRow) -> str:
    if row.outcome:
        return "good" if row.outcome == Outcome.DONE else "calm"
    if row.row_class == RowClass.FAULTY or (row.no_class and not row.decision):
        return "bad"
    if row.row_class == RowClass.SAME:
        return "good"
    return DECISION_LOOK.get(Decision(row.decision), "info")


def _old_class(row: ImportRow, found: dict[str, Any], names: ClassNames) -> str:
    if row.row_class in (RowClass.OTHER_CLASS, RowClass.UPDATE, RowClass.SAME, RowClass.NAME_DIFFERS):
        return names.of_id(found.get("class"))
    if row.row_class == RowClass.BIN:
        return "回收站"
    if row.row_class in (RowClass.ELSEWHERE_ENROLLED, RowClass.ELSEWHERE_NAME, RowClass.ELSEWHERE_GONE):
        return "外校" if found.get("school") != row.school_id else "本校"
    return ""


def _note(batch: ImportBatch, row: ImportRow, found: dict[str, Any]) -> str:
    if row.row_class == RowClass.REPEATED:
        return f"和{line_words(batch.parts, found.get('line') or 0)}重复"
    titles = differing_titles(found)
    return f"更新：{titles}" if titles else ""
