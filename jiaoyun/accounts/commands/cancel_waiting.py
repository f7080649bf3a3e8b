"""Stopping a change that waits: by the link that the old number received, or by the owner."""

from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.personal.events import WAITING_CANCELLED
from jiaoyun.accounts.waiting import Ended, cancel
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@command(power=None, event=WAITING_CANCELLED)
def cancel_waiting(*, actor: Actor, change_id: UUID, why: str, now: datetime) -> Ended:
    """Stop a change. The page found it by the link's token (`why` link) or among the actor's own (`owner`).

    Refuses accounts.waiting.over where it has ended.
    """
    return cancel(change_id, why=why, now=now)
