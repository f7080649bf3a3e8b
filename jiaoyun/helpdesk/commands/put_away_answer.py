"""Putting a saved answer away; the tickets that were answered with it keep its words."""

from datetime import datetime
from uuid import UUID

from django.http import Http404

from jiaoyun.helpdesk.answers import AnswerKept
from jiaoyun.helpdesk.events import ANSWER_PUT_AWAY
from jiaoyun.helpdesk.levels import LEVEL_OF_ROLE
from jiaoyun.helpdesk.models import SavedAnswer
from jiaoyun.helpdesk.powers import DESK_OPEN
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Place


@command(power=DESK_OPEN, event=ANSWER_PUT_AWAY)
def put_away_answer(*, actor: Actor, place: Place, answer_id: UUID, now: datetime) -> AnswerKept:
    """Put away an answer of the own desk. Http404 for another desk's, or one that is away already."""
    admit(actor, DESK_OPEN, place)
    level = LEVEL_OF_ROLE[actor.grant.role].value if actor.grant is not None else ""
    rows = SavedAnswer.objects.everywhere("the desk behind the gate").filter(
        pk=answer_id, organization_id=place.organization_id, level=level, put_away_at__isnull=True
    )
    row = rows.select_for_update().first()
    if row is None:
        raise Http404
    row.put_away_at = now
    row.save(update_fields=["put_away_at"])
    return AnswerKept(answer_id, place.organization_id, level)
