"""Saving an answer that a desk gives often."""

from datetime import datetime

from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from jiaoyun.helpdesk.answers import AnswerKept
from jiaoyun.helpdesk.events import ANSWER_SAVED
from jiaoyun.helpdesk.levels import LEVEL_OF_ROLE
from jiaoyun.helpdesk.models import SavedAnswer
from jiaoyun.helpdesk.powers import DESK_OPEN
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused


@command(power=DESK_OPEN, event=ANSWER_SAVED)
def save_answer(*, actor: Actor, place: Place, title: str, text: str, now: datetime) -> AnswerKept:
    """Keep an answer for the own desk. Refuses helpdesk.answer.taken where one of that title is in use."""
    admit(actor, DESK_OPEN, place)
    level = LEVEL_OF_ROLE[actor.grant.role].value if actor.grant is not None else ""
    row = SavedAnswer(id=uuid7(), organization_id=place.organization_id, level=level, by=actor.account, at=now)
    row.title, row.text = title.strip(), text.strip()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("helpdesk.answer.taken") from None
    return AnswerKept(row.pk, place.organization_id, level)
