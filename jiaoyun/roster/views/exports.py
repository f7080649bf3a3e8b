"""Export of the student list: the page that asks which kind, and the file."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from jiaoyun.organizations.frames import SCHOOL_USERS, show
from jiaoyun.organizations.places import school_place
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.export_roster import ROSTER, SHOWN, export_roster, export_shown
from jiaoyun.roster.powers import STUDENTS_SEE
from jiaoyun.roster.students.choosing import Choice, chosen_pupils, read_choice
from jiaoyun.roster.students.files import roster_file, shown_file
from jiaoyun.roster.students.filters import read_filters

_LIST = "roster:student_list"


@page(power=STUDENTS_SEE, place=school_place, methods=("GET", "POST"))
def student_export(request: PageRequest, *, place: Place, school_id: int) -> HttpResponse:
    """GET, or POST from the list with ticked pupils: which kind. POST with a kind: the file."""
    posted, now = request.POST, timezone.now()
    kind = posted.get("kind", "")
    if request.method != "POST":
        return _ask(request, place, Choice(read_filters(request.GET)))
    choice = read_choice(request.GET, posted)
    if kind == SHOWN:
        done = export_shown(actor=request.actor, now=now, school_id=school_id, choice=choice)
        return shown_file(done.table, posted.get("form", ""), timezone.localdate(now))
    if kind != ROSTER:
        return _ask(request, place, choice)
    try:
        reason = posted.get("reason", "")
        done = export_roster(actor=request.actor, now=now, school_id=school_id, choice=choice, reason=reason)
    except Refused as refused:
        return _ask(request, place, choice, refused)
    return roster_file(done.table, timezone.localdate(now))


def _ask(request: PageRequest, place: Place, choice: Choice, refused: Refused | None = None) -> HttpResponse:
    query = choice.filters.query()
    context = {
        "count": chosen_pupils(place, choice).count(),
        "ticked": choice.ids is not None,
        "rows": choice.ids or (),
        "address": f"{request.path}{query}",
        "back": f"{reverse(_LIST, kwargs={'school_id': place.school_id})}{query}",
        **_wrong(request.POST, refused),
    }
    status = refused.refusal.status if refused else 200
    return show(
        request,
        "roster/export_ask.html",
        context,
        place=place,
        app=SCHOOL_USERS,
        page=_LIST,
        title="导出学生名单",
        status=status,
    )


def _wrong(posted: QueryDict, refused: Refused | None) -> dict[str, Any]:
    """What was typed stays; the refusal stands above and at its field."""
    if refused is None:
        return {}
    return {"refusal": shown(refused), "reason": posted.get("reason", ""), "reason_error": refused.refusal.text}
