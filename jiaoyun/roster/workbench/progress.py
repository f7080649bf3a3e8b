"""How far the job of a batch is."""

from dataclasses import dataclass

from jiaoyun.plumbing.models import JobRun
from jiaoyun.roster.models import BatchState, ImportBatch


@dataclass(frozen=True, slots=True)
class Working:
    """Done of total and what happens now; `failed` when the job gave up."""

    done: int
    total: int
    message: str
    failed: bool


_WORDS = {
    BatchState.CHECKING: "正在核对每一行",
    BatchState.APPLYING: "正在写入名单",
    BatchState.UNDOING: "正在撤销",
}


def progress_of(batch: ImportBatch) -> Working:
    """The state of the batch's job. One statement."""
    run = JobRun.objects.filter(pk=batch.job).first() if batch.job else None
    words = _WORDS.get(BatchState(batch.state), "")
    if run is None:
        return Working(0, max(batch.row_count, 1), words, False)
    waiting = run.state == "waiting" and run.attempts == 0
    message = "排队等候，马上开始" if waiting else (run.message or words)
    return Working(run.done, max(run.total, batch.row_count, 1), message, run.state in ("failed", "quarantined"))
