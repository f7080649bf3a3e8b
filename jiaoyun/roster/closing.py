"""The end of a batch: the file and the cells are erased, the narrow rows stay as the report."""

from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, OuterRef

from jiaoyun.organizations.models import ClassState, SchoolClass
from jiaoyun.plumbing.uploads.accept import remove
from jiaoyun.plumbing.uploads.sweep import sweep
from jiaoyun.roster.asking import withdraw
from jiaoyun.roster.models import BatchState, Enrolment, ImportBatch, ImportStage

SWEEP_EVERY = timedelta(hours=1)


def close(batch: ImportBatch, state: BatchState, now: datetime) -> None:
    """Put a batch into an end state: erase what was staged, close classes it added that stayed empty.

    The file is removed after the commit; one that a crash leaves behind is swept by the uploads' own sweep.
    """
    place = batch.school.organization.place
    ImportStage.objects.within(place).filter(batch_id=batch.pk).delete()
    in_class = Enrolment.objects.within(place).filter(school_class_id=OuterRef("pk"), closed_at__isnull=True)
    SchoolClass.objects.within(place).filter(~Exists(in_class), added_by_batch=batch.pk, state=ClassState.OPEN).update(
        state=ClassState.CLOSED
    )
    if state is not BatchState.FINISHED:
        withdraw(place, batch.pk, now)
    path = batch.file_path
    batch.state, batch.finished_at, batch.erased_at, batch.file_path = state, now, now, ""
    batch.save(update_fields=["state", "finished_at", "erased_at", "file_path"])
    if path:
        transaction.on_commit(lambda: remove(Path(path)))


def sweep_files(now: datetime) -> int:
    """Remove stored uploads older than an hour that no batch points to; says how many."""
    kept = ImportBatch.objects.everywhere("housekeeping").exclude(file_path="").values_list("file_path", flat=True)
    return sweep(now - SWEEP_EVERY, {Path(path).name for path in kept})
