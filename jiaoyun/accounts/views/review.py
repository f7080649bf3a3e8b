"""转入审核: the school's list of teacher requests, and the county's list of those that climbed to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.commands.decide_requests import Decided, decide_climbed, decide_requests
from jiaoyun.accounts.models import RequestState
from jiaoyun.accounts.requests.climbed import climbed
from jiaoyun.accounts.requests.deciding import Verdict, read_chosen
from jiaoyun.accounts.requests.navigation import REGION_USERS
from jiaoyun.accounts.requests.powers import CLIMBED_REVIEW, REQUESTS_REVIEW
from jiaoyun.accounts.requests.review import ALL_STATES, read_filters, review_page, teacher_requests
from jiaoyun.organizations.frames import SCHOOL_USERS, show
from jiaoyun.organizations.places import region_place, school_place
from jiaoyun.plumbing.commands import Command
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused

_METHODS = ("GET", "POST")
_STATES = [*((state.value, state.label) for state in RequestState), (ALL_STATES, "全部")]


@page(power=REQUESTS_REVIEW, place=school_place, methods=_METHODS)
def teacher_review(request: PageRequest, *, place: Place, school_id: int) -> HttpResponse:
    """The requests for this school; POST approves or rejects the ticked ones, or searches."""
    frame = {"app": SCHOOL_USERS, "page": "accounts:teacher_review", "title": "转入审核"}
    here = reverse("accounts:teacher_review", kwargs={"school_id": school_id})
    return _page(request, place, teacher_requests(place), decide_requests, frame, here)


@page(power=CLIMBED_REVIEW, place=region_place, methods=_METHODS)
def climbed_review(request: PageRequest, *, place: Place, organization_id: int) -> HttpResponse:
    """The requests of schools below that have no administrator; POST approves or rejects the ticked ones."""
    frame = {"app": REGION_USERS, "page": "accounts:climbed_review", "title": "教师审核"}
    here = reverse("accounts:climbed_review", kwargs={"organization_id": organization_id})
    return _page(request, place, climbed(place), decide_climbed, frame, here)


def _page(
    request: PageRequest, place: Place, rows: Any, decide: Command[Any, Decided], frame: dict[str, str], here: str
) -> HttpResponse:
    now, refused = timezone.now(), None
    if "q" in request.POST:
        return redirect(f"{here}{read_filters(request.POST).query()}".removesuffix("?"))
    if request.method == "POST":
        try:
            return _decided(request, place, decide, here)
        except Refused as met:
            refused = met
    filters = read_filters(request.GET)
    context = {
        "shown": review_page(rows, filters, now),
        "filters": filters,
        "states": [(value, label, value == filters.state) for value, label in _STATES],
        "here": here,
        "at_school": place.school_id is not None,
        "refusal": shown(refused) if refused else None,
        "ticked": set(request.POST.getlist("row")),
        "reason": request.POST.get("reason", "")[:300],
        "is_filtered": bool(filters.q) or filters.state != RequestState.PENDING,
    }
    status = refused.refusal.status if refused else 200
    return show(request, "accounts/teachers/review.html", context, place=place, status=status, **frame)


def _decided(request: PageRequest, place: Place, decide: Command[Any, Decided], here: str) -> HttpResponse:
    """One button on a row decides that row, the two of the bar decide the ticked ones."""
    one, approve_one = request.POST.get("one", ""), request.POST.get("act") == "approve"
    chosen = read_chosen([one] if one else request.POST.getlist("row"))
    done = decide(
        actor=request.actor,
        place=place,
        chosen=chosen,
        approve=bool(one) or approve_one,
        reason=request.POST.get("reason", ""),
        now=timezone.now(),
    )
    verb = "通过" if done.decision == "approved" else "退回"
    messages.success(request, f"已{verb} {done.count} 份申请，会通知申请人。")
    _tell_left_out(request, done.verdict)
    return redirect(f"{here}{read_filters(request.GET).query()}".removesuffix("?"))


def _tell_left_out(request: PageRequest, verdict: Verdict) -> None:
    if verdict.before:
        messages.info(request, f"另有 {verdict.before} 份已由{verdict.who}在 {verdict.when} 处理过，没有改动。")
    if verdict.changed:
        messages.info(request, f"另有 {verdict.changed} 份刚被申请人修改或撤回，请看过再审核。")
