"""Tells the owner of an account what the school did with it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jiaoyun.notices.alarm import alarm
from jiaoyun.plumbing.jobs import Progress, job
from jiaoyun.roster.people.notices import RENAMED, THAWED


@job("roster.tell_thawed")
def tell_thawed(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """The account can be used again."""
    return _tell(subject_id, THAWED, progress)


@job("roster.tell_renamed")
def tell_renamed(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """The name was corrected."""
    return _tell(subject_id, RENAMED, progress)


def _tell(subject_id: str, kind: str, progress: Progress) -> dict[str, Any]:
    """Once, however often the job runs: the notice has the run's id."""
    with transaction.atomic():
        progress.hold()
        alarm(UUID(subject_id), kind, now=timezone.now(), notice_id=progress.run.id)
    return {}
