"""What the page 列对应 shows and takes: the file's heads, a match for each, samples, the sheets to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from jiaoyun.organizations.class_names import named
from jiaoyun.organizations.stages import specs_of
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sheets.cells import cell_text
from jiaoyun.plumbing.sheets.reader import Peek, SheetFault, peek
from jiaoyun.plumbing.uploads.accept import open_stored
from jiaoyun.roster.check.batch import open_classes
from jiaoyun.roster.intake import remembered_for
from jiaoyun.roster.models import ImportBatch
from jiaoyun.roster.sheet.columns import BY_FIELD, COLUMNS, Field
from jiaoyun.roster.sheet.matching import HEAD_WORDS, Match, mapping_of, match_columns, missing_fields
from jiaoyun.roster.sheet.parts import parts_of, sample_with_names
from jiaoyun.rules.masking import mask_numbers

_SAMPLES = 3
#: What the form sends instead of the number of one sheet.
TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What came back from the form."""

    columns: dict[int, Field]
    whole_class: UUID | None
    sheet_index: int | None
    together: bool = False


def top_of(batch: ImportBatch, sheet_index: int | None = None) -> Peek:
    """The top of the batch's file. Raises roster.file.gone, roster.file.refused."""
    path = Path(batch.file_path)
    if not batch.file_path or not path.is_file():
        raise Refused("roster.file.gone", school_id=batch.school_id)
    index = batch.sheet_index if sheet_index is None else sheet_index
    try:
        with open_stored(path) as stored:
            return peek(stored, head_words=HEAD_WORDS, sheet_index=index)
    except SheetFault as fault:
        raise Refused(
            "roster.file.refused", what=fault.text.what, todo=fault.text.todo, school_id=batch.school_id
        ) from None


def columns_page(batch: ImportBatch, place: Place, chosen: Chosen | None = None) -> dict[str, Any]:
    """Context of the page: a row a column of the file, the fields to choose from, sheets, classes.

    `chosen`: what came back from the form and was refused; it stands there again.
    """
    top = top_of(batch)
    sample = sample_with_names(top.sample, batch.parts, len(top.head)) if batch.parts else top.sample
    matches = match_columns(batch.head, sample, batch.mapping or remembered_for(place, batch.head))
    whole_class = batch.whole_class
    if chosen is not None:
        matches = [Match(match.index, match.head, chosen.columns.get(match.index), "") for match in matches]
        whole_class = chosen.whole_class
    specs = specs_of(place)
    classes = sorted(
        (named(row, batch.school_year, specs) for row in open_classes(place).values()), key=lambda c: c.order
    )
    mapping = mapping_of(matches)
    return {
        "columns": [
            {
                "index": match.index,
                "head": mask_numbers(match.head) or f"第 {match.index + 1} 列（没有列名）",
                "field": match.field.value if match.field else "",
                "why": match.why,
                "samples": [_sample(row[match.index]) for row in sample if match.index < len(row)][:_SAMPLES],
            }
            for match in matches
        ],
        "fields": [(column.field.value, column.title, column.required) for column in COLUMNS],
        "missing": [BY_FIELD[name].title for name in missing_fields(mapping, whole_class=bool(whole_class))],
        "sheets": [(index, sheet) for index, sheet in enumerate(top.sheets)] if len(top.sheets) > 1 else [],
        "sheet_index": top.sheet_index,
        "parts": batch.parts,
        "together": parts_of(top),
        "head_row": top.head_row,
        "classes": classes,
        "class_by_sheet": bool(batch.parts) and mapping.get(Field.CLASS.value) == len(batch.head) - 1,
        "needs_class": Field.CLASS.value not in mapping,
        "whole_class": whole_class,
    }


def _sample(cell: str) -> str:
    # The column is recognised by it, and nobody behind the back of whoever sits there reads a child's number; a file
    # without heads has one there too.
    return mask_numbers(cell_text(cell))


def read_choices(data: Mapping[str, str], batch: ImportBatch) -> Chosen:
    """The form's values; anything that is no field, class or sheet counts as not chosen."""
    columns: dict[int, Field] = {}
    for index in range(len(batch.head)):
        value = data.get(f"column-{index}", "")
        if value in Field._value2member_map_:
            columns[index] = Field(value)
    sheet = data.get("sheet", "")
    together = sheet == TOGETHER
    return Chosen(
        columns, _uuid(data.get("whole_class", "")), batch.sheet_index if together else _number(sheet), together
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
