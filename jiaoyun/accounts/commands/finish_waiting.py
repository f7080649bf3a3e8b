"""A change that waited 48 hours takes effect, or is given up."""

from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.personal.events import WAITING_FINISHED
from jiaoyun.accounts.waiting import Ended, finish
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@command(power=None, event=WAITING_FINISHED)
def finish_waiting(*, actor: Actor, change_id: UUID, now: datetime) -> Ended:
    """Let a due change take effect; called by the job that looks for what is due.

    Refuses accounts.waiting.over where it ended meanwhile.
    """
    return finish(change_id, now=now)
