"""The jobs of sending: one message, and those whose sender died."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from jiaoyun.plumbing.jobs.progress import Progress
from jiaoyun.plumbing.jobs.registry import job, scheduled
from jiaoyun.plumbing.models import OutboxMessage
from jiaoyun.plumbing.sending.outbox import JOB, SECONDS_IN_JOB, deliver, give_up

KEPT = timedelta(days=30)


class GatewayDownError(Exception):
    """The gateway did not take the message; the job is tried again with growing pauses."""


@job(JOB, attempts=6)
def send_message(*, message_id: str, progress: Progress) -> dict[str, Any]:
    """Send one message of the outbox; does nothing where it was sent, refused for good, or may have been sent."""
    outcome = deliver(UUID(message_id), seconds=SECONDS_IN_JOB, now=timezone.now(), retries=True)
    if outcome is not None and outcome.again:
        raise GatewayDownError
    return {"result": outcome.result.value if outcome else "not_waiting"}


@scheduled("plumbing.look_after_outbox", every=timedelta(minutes=5))
def look_after_outbox(*, progress: Progress) -> dict[str, Any]:
    """End what nobody will send any more; delete what is older than 30 days (numbers are not kept for nothing)."""
    now = timezone.now()
    ended = give_up(now)
    old = OutboxMessage.objects.everywhere("old messages go, whosever they are").filter(created_at__lt=now - KEPT)
    return {"ended": ended, "gone": old.delete()[0]}
