"""Scoped reads of imports."""

from collections.abc import Sequence

from django.db.models import Count, Min

from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import OPEN_STATES, ImportBatch, ImportRow

HISTORY_SHOWN = 50


def open_batch_of(place: Place) -> ImportBatch | None:
    """The school's open batch."""
    found: ImportBatch | None = ImportBatch.objects.within(place).filter(state__in=OPEN_STATES).first()
    return found


def batches_of(place: Place, page: int = 1) -> tuple[Sequence[ImportBatch], bool]:
    """A page of the school's imports, newest first, and whether older ones follow. One statement."""
    first = (max(page, 1) - 1) * HISTORY_SHOWN
    found = list(ImportBatch.objects.within(place).order_by("-created_at")[first : first + HISTORY_SHOWN + 1])
    return found[:HISTORY_SHOWN], len(found) > HISTORY_SHOWN


def missing_classes_of(batch: ImportBatch, place: Place) -> list[dict[str, object]]:
    """The classes that rows name and the school has not: stage, entry year, number, how many rows, the first line."""
    rows = (
        ImportRow.objects.within(place).filter(batch_id=batch.pk, no_class=True, outcome="").exclude(row_class="faulty")
    )
    return list(
        rows.values("stage", "entry_year", "class_number")
        .annotate(rows=Count("line"), first=Min("line"))
        .order_by("stage", "-entry_year", "class_number")
    )


def first_names(batch: ImportBatch, place: Place, row_class: str, most: int = 8) -> list[str]:
    """The first names of the waiting rows of a class, for a preview."""
    rows = ImportRow.objects.within(place).filter(batch_id=batch.pk, row_class=row_class, outcome="")
    return list(rows.order_by("line").values_list("name", flat=True)[:most])
