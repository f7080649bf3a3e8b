"""The editors' gate: the help centre has one place, the platform, which is the root of the tree."""

from uuid import UUID

from django.http import Http404

from jiaoyun.helpdesk.desks import root
from jiaoyun.helpdesk.help_centre.powers import HELP_EDIT
from jiaoyun.helpdesk.models import HelpMiss
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused


def platform_place(**_rest: object) -> Place:
    """The place of the editors' pages."""
    place: Place = root().place
    return place


def access_editing(actor: Actor) -> Place:
    """Let an editor in. The refusals of the gate are house.power.lacking and house.power.switch."""
    place = platform_place()
    admit(actor, HELP_EDIT, place)
    return place


def access_open_miss(actor: Actor, miss_id: UUID) -> HelpMiss:
    """A question without an answer, locked. Http404 where there is none; refuses helpdesk.help.miss_settled."""
    access_editing(actor)
    rows = HelpMiss.objects.everywhere("questions without an answer belong to nobody").select_for_update()
    row: HelpMiss | None = rows.filter(pk=miss_id).first()
    if row is None:
        raise Http404
    if row.state != HelpMiss.State.OPEN:
        raise Refused("helpdesk.help.miss_settled")
    return row
