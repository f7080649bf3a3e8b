"""The place of a desk's pages, and the frame around them."""

from typing import Any

from django.http import HttpResponse

from jiaoyun.helpdesk.levels import LEVEL_OF_ROLE, Level
from jiaoyun.organizations.frames import show
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.pages import PageRequest
from jiaoyun.plumbing.powers import Place

#: The key of the application 服务台.
DESK = "desk"


def level_of(actor: Actor) -> Level:
    """The desk that the identity in use sits at; for code behind the gate of DESK_OPEN."""
    if actor.grant is None:
        raise LookupError("a gate let nobody in")
    return LEVEL_OF_ROLE[actor.grant.role]


def show_desk(
    request: PageRequest,
    template: str,
    context: dict[str, Any],
    *,
    place: Place,
    title: str,
    status: int = 200,
    menu: str = "desk",
) -> HttpResponse:
    """Render a page of the application 服务台 at the desk of the identity in use; `menu`: which entry is current."""
    return show(
        request,
        f"helpdesk/desk/{template}.html",
        context,
        place=place,
        app=DESK,
        page=f"helpdesk:to_{menu}",
        title=title,
        status=status,
    )
