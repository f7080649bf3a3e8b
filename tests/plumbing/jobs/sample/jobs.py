"""Jobs whose effects can be counted: each writes OnceKey rows, which the database takes only once."""

import time
from typing import Any
from uuid import UUID

from django.db import transaction

from jiaoyun.plumbing.failpoints import failpoint
from jiaoyun.plumbing.jobs import Progress, job
from jiaoyun.plumbing.models import OnceKey
from jiaoyun.plumbing.refusals import Refused


@job("sample.write_chunks", lane="bulk", attempts=5)
def write_chunks(*, owner: str, chunks: int, pause: float | int = 0, progress: Progress) -> dict[str, Any]:
    """Write one row a chunk, each in a transaction of its own, going on where an earlier run was interrupted."""
    done = OnceKey.objects.filter(actor_id=UUID(owner)).count()
    for number in range(done, chunks):
        with transaction.atomic():
            progress.hold()
            OnceKey.objects.create(actor_id=UUID(owner), key=str(number))
            failpoint("sample.before_commit")
        failpoint("sample.after_commit")
        time.sleep(pause / 1000)
        progress.report(number + 1, chunks, f"已完成 {number + 1} 段")
    return {"chunks": chunks, "began_at": done}


@job("sample.note")
def note(*, owner: str, progress: Progress) -> None:
    """Write one row."""
    OnceKey.objects.create(actor_id=UUID(owner), key="note")


@job("sample.fail", attempts=2)
def fail(*, owner: str, progress: Progress) -> None:
    """Fail with a message that holds a personal value."""
    OnceKey.objects.create(actor_id=UUID(owner), key=f"try{progress.attempt}")
    raise ValueError("369901201203051239")


@job("sample.refuse")
def refuse(*, progress: Progress) -> None:
    """Answer with a refusal."""
    raise Refused("house.form.expired")


@job("sample.die", attempts=2)
def die(*, owner: str, progress: Progress) -> None:
    """Kill the worker each time."""
    OnceKey.objects.create(actor_id=UUID(owner), key=f"try{progress.attempt}")
    import os
    import signal

    os.kill(os.getpid(), signal.SIGKILL)
