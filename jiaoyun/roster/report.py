"""The report of an import: what was written, what was left, what undo kept."""

from dataclasses import dataclass

from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import Decision, ImportBatch, ImportRow, Outcome, RowClass
from jiaoyun.roster.sheet.parts import line_words

KEPT_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Report:
    """Counts by decision for written rows and by class for rows left; names of the rows that undo kept."""

    written: list[tuple[str, int]]
    left: list[tuple[str, int]]
    added: int
    done: int
    undone: int
    kept: int
    kept_rows: list[tuple[str, str]]
    kept_next: int | None


def report_of(batch: ImportBatch, place: Place, *, kept_after: int = 0) -> Report:
    """The report from the counts kept on the batch; one statement where undo kept rows.

    Of these it holds the first behind line `kept_after`, and `kept_next`, the line that the next page begins behind.
    """
    written: dict[str, int] = {}
    left: dict[str, int] = {}
    outcomes = dict.fromkeys(Outcome, 0)
    for row_class, by_decision in batch.summary.get("classes", {}).items():
        for decision, by_outcome in by_decision.items():
            for outcome, count in by_outcome.items():
                outcomes[Outcome(outcome)] += count
                if outcome in (Outcome.DONE, Outcome.UNDONE, Outcome.KEPT):
                    written[decision] = written.get(decision, 0) + count
                elif row_class != RowClass.SAME:
                    left[row_class] = left.get(row_class, 0) + count
    kept: list[tuple[int, str]] = []
    if outcomes[Outcome.KEPT]:
        rows = ImportRow.objects.within(place).filter(batch_id=batch.pk, outcome=Outcome.KEPT, line__gt=kept_after)
        kept = list(rows.order_by("line").values_list("line", "name")[: KEPT_SHOWN + 1])
    more, kept = len(kept) > KEPT_SHOWN, kept[:KEPT_SHOWN]
    return Report(
        written=[(Decision(decision).label, count) for decision, count in written.items()],
        left=[(RowClass(row_class).label, count) for row_class, count in left.items()],
        added=written.get(Decision.ADD.value, 0),
        done=outcomes[Outcome.DONE],
        undone=outcomes[Outcome.UNDONE],
        kept=outcomes[Outcome.KEPT],
        kept_rows=[(line_words(batch.parts, line), name) for line, name in kept],
        kept_next=kept[-1][0] if more else None,
    )
