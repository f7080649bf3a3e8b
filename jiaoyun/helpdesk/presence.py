"""Who else has a ticket open now, so that two people do not answer at the same time."""

from datetime import datetime, timedelta

from jiaoyun.helpdesk.models import Presence, Ticket
from jiaoyun.plumbing.actor import Actor

_HERE = timedelta(seconds=45)


def seen(ticket: Ticket, actor: Actor, *, is_typing: bool, now: datetime) -> None:
    """Note that the actor looks at it, and writes where that is so. One statement, or two the first time."""
    values = {"seen_at": now} | ({"typing_at": now} if is_typing else {})
    Presence.objects.everywhere("the ticket behind the gate").update_or_create(
        ticket=ticket, account_id=actor.account, defaults=values
    )


def others_at(ticket: Ticket, actor: Actor, now: datetime) -> list[tuple[str, bool]]:
    """The names of colleagues who look at it, each with whether an answer is being written. One query."""
    rows = Presence.objects.everywhere("the ticket behind the gate").filter(ticket=ticket, seen_at__gt=now - _HERE)
    others = rows.exclude(account_id=actor.account).select_related("account").order_by("seen_at")
    return [(row.account.name, row.typing_at is not None and row.typing_at > now - _HERE) for row in others]
