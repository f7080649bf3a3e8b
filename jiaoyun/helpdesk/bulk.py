"""One step for many tickets: each its own command, so that one that cannot be done keeps none of the others."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.http import Http404

from jiaoyun.helpdesk.commands.answer_ticket import answer_ticket
from jiaoyun.helpdesk.commands.hand_up_ticket import hand_up_ticket
from jiaoyun.helpdesk.commands.take_ticket import take_ticket
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.refusals import Refused

AT_ONCE = 100


class Bulk(StrEnum):
    """What can be done to many."""

    TAKE = "take"
    UP = "up"
    ANSWER = "answer"

    @property
    def label(self) -> str:
        """领取, 上交 or 办结."""
        return {Bulk.TAKE: "领取", Bulk.UP: "交给上一级", Bulk.ANSWER: "答复并办结"}[self]


def run_bulk(actor: Actor, do: Bulk, ids: Sequence[UUID], *, text: str, now: datetime) -> tuple[int, int]:
    """Do it to each; returns how many were done and how many refused."""
    steps: dict[Bulk, Callable[..., Any]] = {
        Bulk.TAKE: take_ticket,
        Bulk.UP: hand_up_ticket,
        Bulk.ANSWER: answer_ticket,
    }
    words = {} if do is Bulk.TAKE else {"text": text}
    done = 0
    for at, ticket_id in enumerate(dict.fromkeys(ids)):
        who = actor if at == 0 else actor.without_once_key()
        try:
            steps[do](actor=who, ticket_id=ticket_id, now=now, **words)
            done += 1
        except (Refused, Http404):
            continue
    return done, len(set(ids)) - done
