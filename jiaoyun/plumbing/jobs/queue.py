"""The queue: a table. Wanting a job is an INSERT in the transaction that wants it, so both happen or neither."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from jiaoyun.plumbing.jobs.registry import find_job
from jiaoyun.plumbing.models import JobRun
from jiaoyun.plumbing.models.job_run import OPEN_STATES

_LONGEST_TEXT = 64


def enqueue(
    name: str,
    *,
    subject: tuple[str, str],
    by: UUID | None,
    run_after: datetime | None = None,
    unique_key: str | None = None,
    lane: str | None = None,
    **args: Any,
) -> JobRun:
    """Want a job done: about `subject` (kind, id), for the account `by`, not before `run_after`.

    `args` are ids, codes and numbers, handed to the body by keyword. With a `unique_key` the job that already waits or
    runs under it is returned instead of a second one. `lane` overrides the declared one (a small import is quick).
    Raises LookupError for a name that no room declares, TypeError for an argument that is no id, code or number.
    """
    declared = find_job(name)
    run = JobRun(
        name=name,
        args={key: _plain(key, value) for key, value in args.items()},
        lane=lane or declared.lane,
        subject_kind=subject[0],
        subject_id=subject[1],
        by_id=by,
        run_after=run_after,
        unique_key=unique_key,
    )
    if unique_key is None:
        run.save(force_insert=True)
        return run
    return _insert_once(run)


def _insert_once(run: JobRun) -> JobRun:
    while True:
        try:
            with transaction.atomic():
                run.save(force_insert=True)
                return run
        except IntegrityError:
            already = JobRun.objects.filter(unique_key=run.unique_key, state__in=OPEN_STATES).first()
            # It may have ended between the two statements: then the key is free again.
            if already is not None:
                return already


def _plain(key: str, value: Any) -> Any:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str) and len(value) <= _LONGEST_TEXT and value.isascii():
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(key, item) for item in value]
    raise TypeError(f"the argument {key} of a job is no id, code or number")
