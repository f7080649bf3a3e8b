"""The demo's inbox: what went to invented numbers, so that a newcomer can try everything without a phone."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from jiaoyun.plumbing.models import MessageChannel, MessageState, OutboxMessage
from jiaoyun.plumbing.sending.outbox import letter_of

NEWEST = 50


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message as its receiver reads it; `link` is the page of ours that it names, empty where none."""

    number: str
    channel: str
    text: str
    link: str
    state: str
    at: datetime


def newest_messages() -> list[Arrived]:
    """The newest messages, whoever they went to; only in demo mode, where nobody is real. Raises LookupError else."""
    if not settings.JIAOYUN_DEMO:
        raise LookupError("there is no inbox outside the demo")
    rows = OutboxMessage.objects.everywhere("the demo's people are invented, and its inbox shows all").order_by("-id")
    return [_arrived(row) for row in rows[:NEWEST]]


def _arrived(row: OutboxMessage) -> Arrived:
    letter = letter_of(row)
    link = re.search(re.escape(settings.JIAOYUN_ADDRESS.rstrip("/")) + r"(/[\w~=/?&.%-]*)", letter.text)
    return Arrived(
        letter.number,
        MessageChannel(row.channel).label,
        letter.text,
        link[1] if link else "",
        MessageState(row.state).label,
        row.created_at,
    )
