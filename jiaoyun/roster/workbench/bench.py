"""The bench as a whole: which class and line are looked at, and everything that the page then shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.typed_numbers import small_number
from jiaoyun.roster.check.classify import CHOICES
from jiaoyun.roster.commands.undo_batch import may_be_undone
from jiaoyun.roster.models import Decision, ImportBatch, RowClass
from jiaoyun.roster.summary import class_counts, done_rows, ready_rows, waiting_rows
from jiaoyun.roster.workbench.frame import address_of, strip_of
from jiaoyun.roster.workbench.listing import PAGE_SIZES, lines_page
from jiaoyun.roster.workbench.pane import pane_of
from jiaoyun.roster.workbench.stopped import stopped_words
from jiaoyun.roster.workbench.words import CHOICE_EFFECT, CLASS_WORDS


@dataclass(frozen=True, slots=True)
class Look:
    """What of a batch is looked at; all of it stands in the address."""

    row_class: RowClass | None = None
    line: int | None = None
    after: int = 0
    before: int | None = None
    size: int = PAGE_SIZES[1]

    def address(self, batch: ImportBatch, **change: Any) -> str:
        """The address of this look, with some of it changed."""
        values = {
            "class": self.row_class.value if self.row_class else None,
            "line": self.line,
            "after": self.after or None,
            "before": self.before,
            "size": self.size if self.size != PAGE_SIZES[1] else None,
            **change,
        }
        return address_of(batch, "batch", **values)


def look_of(data: Mapping[str, str]) -> Look:
    """The look that an address or a form asks for; what makes no sense is left out."""
    row_class = data.get("class", "")
    return Look(
        row_class=RowClass(row_class) if row_class in RowClass.values else None,
        line=small_number(data.get("line")),
        after=small_number(data.get("after")) or 0,
        before=small_number(data.get("before")),
        size=size if (size := small_number(data.get("size"))) in PAGE_SIZES else PAGE_SIZES[1],
    )


def bench(actor: Actor, batch: ImportBatch, place: Place, look: Look, now: datetime) -> dict[str, Any]:
    """Context of the bench. Without a class in the address the first that waits is shown, else the first of all."""
    counts = class_counts(batch.summary)
    chosen = look.row_class or next((count.row_class for count in counts if count.waiting), None)
    chosen = chosen or (counts[0].row_class if counts else None)
    look = Look(chosen, look.line, look.after, look.before, look.size)
    page = lines_page(batch, place, row_class=chosen, after=look.after, before=look.before, size=look.size)
    count = next((count for count in counts if count.row_class is chosen), None)
    line = look.line if look.line is not None else (page.rows[0].line if page.rows else None)
    return {
        "batch": batch,
        "mine": batch.by == actor.account_id,
        "mapping_open": batch.by == actor.account_id and not batch.runs,
        "look": look,
        "strip": strip_of(batch, chosen),
        "words": CLASS_WORDS[chosen] if chosen else None,
        "count": count,
        "lines": page.rows,
        "chosen_line": line,
        "pane": pane_of(batch, place, line, page.read) if line is not None else None,
        "choices": _class_choices(chosen),
        "asks_county": chosen is not None and Decision.REQUEST in CHOICES[chosen],
        "no_class": batch.summary.get("no_class", 0),
        "ready": ready_rows(batch.summary),
        "waiting": waiting_rows(batch.summary),
        "done": done_rows(batch.summary),
        "undoable": may_be_undone(batch, now),
        "stopped": stopped_words(batch),
        "addresses": _addresses(batch, look, page.before, page.after),
        "sizes": [
            (str(size), look.address(batch, size=size, after=None, before=None), size == look.size)
            for size in PAGE_SIZES
        ],
    }


def _class_choices(chosen: RowClass | None) -> list[dict[str, str]]:
    if chosen is None:
        return []
    return [
        {"value": choice.value, "label": choice.label, "effect": CHOICE_EFFECT[choice]}
        for choice in CHOICES[chosen]
        if choice is not Decision.REQUEST
    ]


def _addresses(batch: ImportBatch, look: Look, before: int | None, after: int | None) -> dict[str, str]:
    chosen = look.row_class.value if look.row_class else None
    return {
        "previous": look.address(batch, before=before, after=None, line=None) if before is not None else "",
        "next": look.address(batch, after=after, before=None, line=None) if after is not None else "",
        "row": look.address(batch, line=None),
        "settle": address_of(batch, "settle"),
        "settle_class": address_of(batch, "settle_class", **{"class": chosen}),
        "correct": address_of(batch, "correct"),
        "problems": address_of(batch, "problems", **{"class": chosen}),
        "help": address_of(batch, "request_help", **{"class": chosen}),
        "return_rows": address_of(batch, "return_rows"),
        "missing": address_of(batch, "missing_classes"),
        "confirm": address_of(batch, "confirm"),
        "close": address_of(batch, "close"),
        "take_over": address_of(batch, "take_over"),
        "undo": address_of(batch, "undo"),
        "slips": address_of(batch, "slips"),
        "columns": address_of(batch, "columns"),
    }
