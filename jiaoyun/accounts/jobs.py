"""The room's recurring job: what is over goes."""

from datetime import timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.utils import timezone

from jiaoyun.accounts.codes import jobs as codes_jobs
from jiaoyun.accounts.commands.finish_waiting import finish_waiting
from jiaoyun.accounts.waiting import due_changes
from jiaoyun.plumbing.actor import NOBODY
from jiaoyun.plumbing.jobs.progress import Progress
from jiaoyun.plumbing.jobs.registry import scheduled
from jiaoyun.plumbing.refusals import Refused

__all__ = ["codes_jobs", "sweep_sessions"]


@scheduled("accounts.sweep_sessions", every=timedelta(hours=1))
def sweep_sessions(*, progress: Progress) -> dict[str, Any]:
    """Delete the sessions that nobody can use any more."""
    gone, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return {"sessions": gone}


@scheduled("accounts.finish_waiting", every=timedelta(minutes=5))
def finish_waiting_changes(*, progress: Progress) -> dict[str, Any]:
    """Let the changes whose 48 hours are over take effect, one command each; what ended meanwhile is passed over."""
    now, finished = timezone.now(), 0
    for change_id in due_changes(now):
        progress.hold()
        try:
            finish_waiting(actor=NOBODY, change_id=change_id, now=now)
        except Refused:
            continue
        finished += 1
    return {"finished": finished}
