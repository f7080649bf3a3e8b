"""The form that corrects one line: its faulty cells first, each with what to do, then the others of the file."""

from dataclasses import dataclass

from jiaoyun.plumbing.sheets.cells import cell_text
from jiaoyun.roster.models import ImportBatch, ImportRow, RowClass
from jiaoyun.roster.sheet.columns import COLUMNS, Field
from jiaoyun.roster.workbench.listing import FaultyCell, Line

# A fault whose cure may stand in a column that the file does not have: the form offers that cell too.
_CURED_IN: dict[str, Field] = {"row.unknown": Field.BIRTH_DATE}
# Where a number leads to somebody else, what says who the line is about is looked at first: one of it is misspelt.
_WHO = frozenset({Field.NAME.value, Field.DOCUMENT.value, Field.ROLL_NUMBER.value})
_LEADS_ELSEWHERE = frozenset({RowClass.ELSEWHERE_NAME, RowClass.OTHER_ROLE, RowClass.TWO_PEOPLE})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the line as typed: what is wrong with it and what to do; both empty where nothing is."""

    field: str
    title: str
    value: str
    fault: str = ""
    todo: str = ""


@dataclass(frozen=True, slots=True)
class LineForm:
    """`asked`: the cells to look at first. `others`: the rest of the columns that are imported."""

    asked: list[Cell]
    others: list[Cell]


def line_form(batch: ImportBatch, row: ImportRow, shown: Line, cells: list[str]) -> LineForm:
    """The form of one line from its opened cells, in the order of the template's columns."""
    faults: dict[str, list[FaultyCell]] = {}
    for fault in shown.faults:
        faults.setdefault(fault.field, []).append(fault)
    cures = {_CURED_IN[fault["code"]].value for fault in row.faults if fault["code"] in _CURED_IN}
    who = _WHO if RowClass(row.row_class) in _LEADS_ELSEWHERE else frozenset()
    form = LineForm([], [])
    for column in COLUMNS:
        name, index = column.field.value, batch.mapping.get(column.field.value)
        if index is None and name not in faults and name not in cures:
            continue
        value = cell_text(cells[index]) if index is not None and index < len(cells) else ""
        here = faults.get(name, [])
        what, todo = _joined([fault.what for fault in here]), _joined([fault.todo for fault in here])
        found = form.asked if here or name in cures or name in who else form.others
        found.append(Cell(name, column.title, value, what, todo))
    return form


def _joined(words: list[str]) -> str:
    return "；".join(word for word in words if word)
