"""Problem rows out and in: exported with their reasons in the last column, corrected elsewhere, dropped back in."""

from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sheets.cells import cell_text
from jiaoyun.plumbing.sheets.reader import SheetFault, peek, read_rows
from jiaoyun.plumbing.sheets.writer import ColumnOut, SheetOut, write_xlsx
from jiaoyun.plumbing.uploads.accept import accept, open_stored, remove
from jiaoyun.roster.check.batch import cells_of
from jiaoyun.roster.check.faults import describe
from jiaoyun.roster.models import ImportBatch, ImportRow, Outcome, RowClass
from jiaoyun.roster.sheet.columns import BY_FIELD, Field
from jiaoyun.roster.sheet.matching import HEAD_WORDS, match_columns
from jiaoyun.roster.sheet.parts import line_of_text, line_text
from jiaoyun.roster.workbench.words import CLASS_WORDS

_LINE_TITLE = BY_FIELD[Field.SOURCE_LINE].title
_REASON_TITLE = "问题和办法"


def problem_sheet(batch: ImportBatch, place: Place, row_class: RowClass | None) -> bytes:
    """The rows of a class (or all that are not written) in the file's own columns, with line number and reason."""
    rows = ImportRow.objects.within(place).filter(batch_id=batch.pk, outcome=Outcome.WAITING)
    rows = rows.filter(row_class=row_class) if row_class else rows.filter(decision="").exclude(row_class=RowClass.SAME)
    found = list(rows.order_by("line"))
    cells = cells_of(batch, place, [row.line for row in found])
    titles = _titles(batch)
    columns = [
        ColumnOut(_LINE_TITLE, width=10),
        *(ColumnOut(title, width=18) for title in titles),
        ColumnOut(_REASON_TITLE, width=60),
    ]
    stream = BytesIO()
    out = [_row(row, line_text(batch.parts, row.line), cells[row.line], len(titles)) for row in found]
    write_xlsx(stream, [SheetOut("问题行", columns, rows=out)])
    return stream.getvalue()


def _titles(batch: ImportBatch) -> list[str]:
    """The heads as in the file; mapped columns by their own title, so that they are matched again when dropped back."""
    width = max(len(batch.head), *(index + 1 for index in batch.mapping.values()))
    titles = [*batch.head, *[""] * (width - len(batch.head))]
    for name, index in batch.mapping.items():
        titles[index] = BY_FIELD[Field(name)].title
    return [title or f"第 {index + 1} 列" for index, title in enumerate(titles)]


def _row(row: ImportRow, line_text: str, cells: list[str], width: int) -> list[str]:
    reasons = [
        f"{BY_FIELD[Field(fault['field'])].title}：{text.what}。{text.todo}"
        for fault in row.faults
        if (text := describe(fault["code"], fault["values"]))
    ]
    words = CLASS_WORDS[RowClass(row.row_class)]
    reason = "；".join(reasons) or f"「{words.said}」{words.why}（{words.who}）"
    padded = [cell_text(cell) for cell in cells] + [""] * (width - len(cells))
    return [line_text, *padded[:width], reason]


def returned_rows(batch: ImportBatch, upload: Any) -> dict[int, dict[Field, str]]:
    """Line → the cells of a sheet that was exported here and corrected. The file is not kept.

    Raises roster.returned.unknown (no line numbers), roster.file.refused.
    """
    accepted = accept(upload, kind="sheet")
    try:
        found = _lines_of(batch, accepted.path)
    except SheetFault as fault:
        raise Refused(
            "roster.file.refused", what=fault.text.what, todo=fault.text.todo, school_id=batch.school_id
        ) from None
    finally:
        remove(accepted.path)
    if not found:
        raise Refused("roster.returned.unknown", school_id=batch.school_id, batch_id=batch.pk)
    return found


def _lines_of(batch: ImportBatch, path: Path) -> dict[int, dict[Field, str]]:
    with open_stored(path) as stored:
        top = peek(stored, head_words=HEAD_WORDS)
    matches = [match for match in match_columns(top.head, ()) if match.field is not None]
    if Field.SOURCE_LINE not in {match.field for match in matches}:
        raise Refused("roster.returned.unknown", school_id=batch.school_id, batch_id=batch.pk)
    found: dict[int, dict[Field, str]] = {}
    with open_stored(path) as stored:
        for _, cells in chain.from_iterable(read_rows(stored, sheet_index=top.sheet_index, head_row=top.head_row)):
            values = {match.field: cells[match.index] for match in matches if match.field and match.index < len(cells)}
            line = line_of_text(batch.parts, cell_text(values.pop(Field.SOURCE_LINE, "")))
            if line is not None:
                found[line] = values
    return found
