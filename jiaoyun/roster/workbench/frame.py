"""The frame of the workbench: the steps across the top, the strip of classes, the names of classes."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from jiaoyun.organizations.class_names import name_of
from jiaoyun.roster.models import BatchState, ImportBatch, RowClass
from jiaoyun.roster.summary import class_counts
from jiaoyun.roster.workbench.words import CLASS_WORDS
from jiaoyun.rules.grades import Stage, StageSpec

_STEPS = ("上传", "列对应", "核对", "处理冲突", "导入", "完成")
_AT_STEP: dict[str, int] = {
    BatchState.MAPPING: 1,
    BatchState.CHECKING: 2,
    BatchState.OPEN: 3,
    BatchState.APPLYING: 4,
    BatchState.UNDOING: 4,
}


def steps_of(batch: ImportBatch | None) -> list[dict[str, str]]:
    """The six steps with where this import stands; an ended one has done them all."""
    at = 0 if batch is None else _AT_STEP.get(batch.state, len(_STEPS))
    return [
        {"label": label, "state": "done" if index < at else "now" if index == at else "todo"}
        for index, label in enumerate(_STEPS)
    ]


def address_of(batch: ImportBatch, page: str, **query: Any) -> str:
    """The address of a page of this batch, with what is set of the query."""
    path = reverse(f"roster:{page}", kwargs={"school_id": batch.school_id, "batch_id": batch.pk})
    given = {key: value for key, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def strip_of(batch: ImportBatch, chosen: RowClass | None) -> list[dict[str, Any]]:
    """The classes that occur, each a filter."""
    return [
        {
            "label": count.row_class.label,
            "count": count.total,
            "address": address_of(batch, "batch", **{"class": count.row_class.value}),
            "state": CLASS_WORDS[count.row_class].look,
            "current": count.row_class is chosen,
            "done": count.done or None,
        }
        for count in class_counts(batch.summary)
    ]


@dataclass(frozen=True, slots=True)
class ClassNames:
    """Names of the school's classes in the batch's school year, kept in the summary: a page asks no other table."""

    school_year: int
    by_id: dict[str, str]
    specs: dict[str, StageSpec]

    def of_id(self, key: UUID | str | None) -> str:
        """The name of one of the school's classes; 未分班 for none."""
        return self.by_id.get(str(key), "已撤的班") if key else "未分班"

    def of_ref(self, stage: str, entry_year: int | None, number: int | None) -> str:
        """The name of a class that the file means, whether the school has it or not; empty where it names none."""
        if not stage or entry_year is None or number is None:
            return ""
        return name_of(stage, entry_year, number, self.school_year, self.specs)


def class_names_of(batch: ImportBatch) -> ClassNames:
    """The names as they were at the last count."""
    specs = {
        stage: StageSpec(Stage(stage), years, first)
        for stage, (years, first) in batch.summary.get("stages", {}).items()
    }
    return ClassNames(batch.school_year, batch.summary.get("names", {}), specs)
