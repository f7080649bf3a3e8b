"""The product: uploads, confirmations and jobs as a web process and a worker run them. One process a part."""

import cProfile
import io
import pstats
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

from bench.imports.talk import serve

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.imports.counting import Statements, counted  # noqa: E402
from jiaoyun.accounts.actors import actor_of_identity  # noqa: E402
from jiaoyun.accounts.models import Identity  # noqa: E402
from jiaoyun.organizations.models import Organization  # noqa: E402
from jiaoyun.plumbing.actor import Actor  # noqa: E402
from jiaoyun.plumbing.jobs.lease import claim  # noqa: E402
from jiaoyun.plumbing.jobs.registry import discover  # noqa: E402
from jiaoyun.plumbing.jobs.runner import run_claimed  # noqa: E402
from jiaoyun.plumbing.models import JobRun, JobState, Lane  # noqa: E402
from jiaoyun.plumbing.sheets import spares  # noqa: E402
from jiaoyun.roster.commands.close_batch import close_batch  # noqa: E402
from jiaoyun.roster.commands.confirm_batch import confirm_batch, counts_of  # noqa: E402
from jiaoyun.roster.commands.settle_rows import settle_rows  # noqa: E402
from jiaoyun.roster.commands.undo_batch import undo_batch  # noqa: E402
from jiaoyun.roster.intake import take_upload  # noqa: E402
from jiaoyun.roster.models import Decision, ImportBatch, RowClass  # noqa: E402
from jiaoyun.roster.summary import class_counts  # noqa: E402

_DECIDED = {
    RowClass.OTHER_CLASS: Decision.MOVE,
    RowClass.NAME_DIFFERS: Decision.KEEP_NAME,
    RowClass.BIN: Decision.RESTORE,
    RowClass.ELSEWHERE_GONE: Decision.MOVE,
}
_SHOWN = 28


def administrator(school: int) -> Actor:
    """The administrator of a school of the population."""
    own = Identity.objects.everywhere("the benchmark's own people").get(organization_id=school, role="school_admin")
    actor = actor_of_identity(own.pk, request_id="bench")
    if actor is None:
        raise LookupError("the administrator has no power")
    return actor


def batch_of(key: str) -> ImportBatch:
    """A batch by its key."""
    found: ImportBatch = ImportBatch.objects.everywhere("the benchmark's own batch").get(pk=key)
    return found


#: What the bench measures; every other job is what follows from them.
IMPORT_JOBS = ("roster.check_batch", "roster.apply_batch", "roster.undo_batch")


def upload(path: str, school: int) -> dict[str, Any]:
    """Take a sheet in, as the page does: stored, looked at, columns matched, the check enqueued."""
    actor = administrator(school)
    place = Organization.objects.everywhere("the benchmark's own school").get(pk=school).place
    file = SimpleUploadedFile(Path(path).name, Path(path).read_bytes())
    began = time.perf_counter()
    batch = take_upload(actor, place, file, timezone.now())
    return {"batch": str(batch.pk), "ms": (time.perf_counter() - began) * 1000}


def settle(batch: str) -> dict[str, int]:
    """Decide all rows of the four clashes that a school may settle itself."""
    actor = administrator(batch_of(batch).school_id)
    settled = 0
    for row_class, choice in _DECIDED.items():
        found = settle_rows(
            actor=actor, now=timezone.now(), batch_id=batch_of(batch).pk, row_class=row_class, choice=choice
        )
        settled += found.rows
    return {"rows": settled}


def confirm(batch: str) -> dict[str, int]:
    """Confirm what is decided, so that a worker finds the job."""
    found = batch_of(batch)
    done = confirm_batch(
        actor=administrator(found.school_id),
        now=timezone.now(),
        batch_id=found.pk,
        seen=found.version,
        seen_counts=counts_of(found),
        sure=True,
    )
    return {"rows": done.rows}


def undo(batch: str) -> dict[str, str]:
    """Ask for the undo."""
    found = batch_of(batch)
    undo_batch(actor=administrator(found.school_id), now=timezone.now(), batch_id=found.pk)
    return {}


def close(batch: str) -> dict[str, str]:
    """Give a checked batch up."""
    found = batch_of(batch)
    close_batch(actor=administrator(found.school_id), now=timezone.now(), batch_id=found.pk)
    return {}


def counts(batch: str) -> dict[str, int]:
    """Class → rows of a batch, and its state."""
    return {count.row_class.value: count.total for count in class_counts(batch_of(batch).summary)}


def work(profile: bool = False) -> dict[str, Any]:
    """Claim and run the job of the import that waits, as a lane's loop does, heartbeat included."""
    run = _next_of_import()
    profiler = cProfile.Profile() if profile else None
    with counted() as statements:
        began = time.perf_counter()
        if profiler:
            profiler.runcall(run_claimed, run)
        else:
            run_claimed(run)
        took = (time.perf_counter() - began) * 1000
    # What the loop does once nothing waits any more.
    spares.prepare()
    ended = JobRun.objects.get(pk=run.pk)
    if ended.state != JobState.DONE or "refused" in (ended.result or {}):
        raise RuntimeError(f"{run.name} ended as {ended.state} {ended.error_code} {ended.result}")
    answer = {"job": run.name, "ms": took, "statements": statements.total}
    return {**answer, "profile": _profile(profiler, statements) if profiler else ""}


def _next_of_import() -> Any:
    """The import's own job; what others wait for (who is told of it) is done first, and not measured."""
    while run := claim(Lane.QUICK, "bench") or claim(Lane.BULK, "bench"):
        if run.name in IMPORT_JOBS:
            return run
        run_claimed(run)
    raise LookupError("no job of an import waits")


def _profile(profiler: cProfile.Profile, statements: Statements) -> str:
    text = io.StringIO()
    pstats.Stats(profiler, stream=text).strip_dirs().sort_stats("tottime").print_stats(_SHOWN)
    lines = [line for line in text.getvalue().splitlines() if line.strip()]
    by_time = sorted(statements.seconds, key=lambda one: -statements.seconds[one])[:_SHOWN]
    lines += ["", "      ms  times  statement"]
    lines += [f"{statements.seconds[one] * 1000:8.1f} {statements.times[one]:6d}  {one}" for one in by_time]
    return "\n".join(lines)


OPERATIONS: dict[str, Callable[..., Any]] = {
    "upload": upload,
    "settle": settle,
    "confirm": confirm,
    "undo": undo,
    "close": close,
    "counts": counts,
    "work": work,
}

if __name__ == "__main__":
    discover()
    # A worker that waits has looked for work: the connection is open, and a reader is ready for a file.
    claim(Lane.QUICK, "bench")
    spares.prepare()
    serve(OPERATIONS)
