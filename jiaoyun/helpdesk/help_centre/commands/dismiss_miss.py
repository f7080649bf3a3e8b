"""A question without an answer that needs none."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.helpdesk.help_centre.access import access_open_miss
from jiaoyun.helpdesk.help_centre.events import MISS_SETTLED
from jiaoyun.helpdesk.help_centre.powers import HELP_EDIT
from jiaoyun.helpdesk.models import HelpMiss
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class Settled:
    """How often it had been asked."""

    miss_id: UUID
    count: int


@command(power=HELP_EDIT, event=MISS_SETTLED)
def dismiss_miss(*, actor: Actor, miss_id: UUID, now: datetime) -> Settled:
    """Take it off the editors' list. Http404 where there is none; refuses helpdesk.help.miss_settled."""
    miss = access_open_miss(actor, miss_id)
    miss.state, miss.last_at = HelpMiss.State.DISMISSED, now
    miss.save(update_fields=["state", "last_at"])
    return Settled(miss.pk, miss.count)
