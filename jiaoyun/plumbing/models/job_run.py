"""Jobs: waiting, running, ended. One row a job, from the transaction that wanted it to the end."""

from typing import Any

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7


class JobState(models.TextChoices):
    """What became of a job. The labels are what pages show."""

    WAITING = "waiting", "等待处理"
    RUNNING = "running", "正在处理"
    DONE = "done", "已完成"
    FAILED = "failed", "没有完成"
    QUARANTINED = "quarantined", "多次中断，已停止"


class Lane(models.TextChoices):
    """Two queues with a process each, so that a short job never waits behind a long one."""

    QUICK = "quick", "快"
    BULK = "bulk", "批量"


OPEN_STATES = (JobState.WAITING, JobState.RUNNING)


class JobRun(models.Model):
    """A job. `args` holds ids and codes only; `attempts` is also the fence: an older number has lost the job."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=80)
    args = models.JSONField(default=dict)
    lane = models.CharField(max_length=8, choices=Lane.choices)
    state = models.CharField(max_length=12, choices=JobState.choices, default=JobState.WAITING)
    attempts = models.SmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, default="")
    heartbeat_at = models.DateTimeField(null=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    message = models.CharField(max_length=200, default="")
    result: models.JSONField[Any, Any] = models.JSONField(null=True)
    error_code = models.CharField(max_length=120, default="")
    subject_kind = models.CharField(max_length=40, default="")
    subject_id = models.CharField(max_length=64, default="")
    by_id = models.UUIDField(null=True)
    unique_key = models.CharField(max_length=120, null=True)
    run_after = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unique_key"], condition=Q(state__in=OPEN_STATES), name="job_run_unique_open"
            ),
        ]
        indexes = [
            models.Index(fields=["lane", "id"], condition=Q(state=JobState.WAITING), name="job_run_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state=JobState.RUNNING), name="job_run_running"),
            models.Index(fields=["subject_kind", "subject_id", "id"], name="job_run_subject"),
            models.Index(fields=["finished_at"], name="job_run_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.id}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.state in OPEN_STATES

    @property
    def percent(self) -> int:
        """Progress from 0 to 100; 0 while the total is not known."""
        return min(100, self.done * 100 // self.total) if self.total > 0 else 0
