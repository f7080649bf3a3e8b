"""Choosing which notices also come by message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.notices.events import SETTINGS_CHANGED
from jiaoyun.notices.models import NoticeSetting, Topic
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class WishesSet:
    """How many topics go by text message and by e-mail from now on."""

    account_id: UUID
    by_phone: int
    by_email: int


@command(power=None, event=SETTINGS_CHANGED)
def set_wishes(*, actor: Actor, wishes: Mapping[Topic, tuple[bool, bool]], now: datetime) -> WishesSet:
    """Set for each topic whether it goes (by text message, by e-mail). Security goes by all whatever is set."""
    rows = [
        NoticeSetting(account_id=actor.account, topic=topic, by_phone=phone, by_email=email)
        for topic, (phone, email) in wishes.items()
        if topic is not Topic.SECURITY
    ]
    NoticeSetting.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["account", "topic"], update_fields=["by_phone", "by_email"]
    )
    return WishesSet(actor.account, sum(row.by_phone for row in rows), sum(row.by_email for row in rows))
