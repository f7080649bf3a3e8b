"""Why the last run of a batch stopped, in the words of its refusal."""

from typing import Any
from uuid import UUID

from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.refusals import REFUSALS, Refused
from jiaoyun.roster.models import ImportBatch

_TYPES: dict[str, Any] = {"school_id": int, "batch_id": UUID}


def stopped_words(batch: ImportBatch) -> dict[str, Any] | None:
    """The refusal card of the run that stopped; None where none did."""
    fault = batch.fault
    if not fault or fault["id"] not in REFUSALS:
        return None
    values = {name: _TYPES.get(name, str)(value) for name, value in fault["values"].items()}
    return shown(Refused(fault["id"], **values))
