"""工单统计 of a region."""

from django.http import HttpResponse
from django.utils import timezone

from jiaoyun.helpdesk.desk_place import show_desk
from jiaoyun.helpdesk.figures import DAYS, figures_of
from jiaoyun.helpdesk.powers import FIGURES_SEE
from jiaoyun.organizations.places import any_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place


@page(power=FIGURES_SEE, place=any_place)
def figures(request: PageRequest, *, place: Place, organization_id: int) -> HttpResponse:
    """By kind, by entry of the help centre, median time, and the share that needed nobody."""
    context = {"figures": figures_of(place, timezone.now()), "days": DAYS}
    return show_desk(request, "figures", context, place=place, title="工单统计", menu="figures")
