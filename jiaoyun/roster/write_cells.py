"""Writing that correcting and returning share: values into the cells of a line."""

from collections.abc import Mapping

from jiaoyun.roster.models import ImportBatch
from jiaoyun.roster.sheet.columns import Field

CELL_MOST = 200


def write_cells(batch: ImportBatch, cells: list[str], values: Mapping[Field, str]) -> None:
    """Put the values where the mapping says; a field without a column of its own gets one behind the last."""
    for field, value in values.items():
        index = batch.mapping.get(field.value)
        if index is None:
            if not value:
                continue
            index = batch.mapping[field.value] = max(len(batch.head), *(at + 1 for at in batch.mapping.values()))
            batch.save(update_fields=["mapping"])
        cells.extend([""] * (index + 1 - len(cells)))
        cells[index] = value[:CELL_MOST]
