"""家长与学生确认: for the school's administrators the whole school, for a homeroom teacher the own class."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.organizations.frames import SCHOOL_USERS, show
from jiaoyun.organizations.places import class_place, school_place
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, own_page, page
from jiaoyun.plumbing.powers import Place, holds
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.decide_registrations import LONGEST_REASON, decide_claims, decide_guardians
from jiaoyun.roster.commands.decide_wishes import decide_wishes
from jiaoyun.roster.guardians.waiting import claims_waiting, guardians_waiting, wishes_waiting
from jiaoyun.roster.navigation import OWN_CLASS
from jiaoyun.roster.powers import STUDENTS_SEE
from jiaoyun.roster.students.classes import namer_at

_METHODS = ("GET", "POST")
_TITLE = "家长与学生确认"


@page(power=decide_guardians.power, place=school_place, methods=_METHODS)
def confirmations(request: PageRequest, *, place: Place, school_id: int) -> HttpResponse:
    """Everything that waits at the school; POST decides what is ticked, or says above the list why it did not."""
    return _page(request, place)


@page(power=decide_guardians.power, place=class_place, methods=_METHODS)
def class_confirmations(request: PageRequest, *, place: Place, school_id: int, class_id: UUID) -> HttpResponse:
    """The same for one class."""
    return _page(request, place)


@own_page("leads whoever works as a homeroom teacher to the class of that identity")
def own_confirmations(request: PageRequest, *, school_id: int) -> HttpResponse:
    """To the class of the identity in use. Http404 for an identity without a class, or of another school."""
    grant = request.actor.grant
    if grant is None or grant.school_class_id is None or grant.organization_id != school_id:
        raise Http404
    return redirect("roster:class_confirmations", school_id=school_id, class_id=grant.school_class_id)


def _page(request: PageRequest, place: Place) -> HttpResponse:
    refused = None
    if request.method == "POST":
        try:
            return _decided(request, place)
        except Refused as met:
            refused = met
    namer = namer_at(place, timezone.now())
    is_admin = holds(request.actor.grant, STUDENTS_SEE, place)
    context = {
        "guardians": guardians_waiting(place, namer),
        "claims": claims_waiting(place, namer),
        "wishes": wishes_waiting(place, namer),
        "here": request.path,
        "may_open": is_admin,
        "refusal": shown(refused) if refused else None,
        "ticked": set(request.POST.getlist("row")),
        "reason": request.POST.get("reason", "")[:LONGEST_REASON],
    }
    return show(
        request,
        "roster/guardians/confirmations.html",
        context,
        place=place,
        app=SCHOOL_USERS if is_admin else OWN_CLASS,
        page="roster:confirmations" if is_admin else "roster:own_confirmations",
        title=_TITLE,
        status=refused.refusal.status if refused else 200,
    )


def _decided(request: PageRequest, place: Place) -> HttpResponse:
    """All kinds that are ticked, each in its own transaction; the form's key counts for the first."""
    keys = request.POST.getlist("row")
    ticked = [(decide, found) for kind, decide in _KINDS.items() if (found := _ids(keys, kind))]
    if not ticked:
        raise Refused("roster.confirm.none_chosen")
    approve, now, actor = request.POST.get("decide") == "approve", timezone.now(), request.actor
    common: dict[str, Any] = {"place": place, "approve": approve, "reason": request.POST.get("reason", ""), "now": now}
    count = gone = 0
    late: Refused | None = None
    for decide, ids in ticked:
        try:
            done = decide(actor, ids, common)
        except Refused as refused:
            if refused.id != "roster.confirm.decided":
                raise
            late, gone = refused, gone + len(ids)
            continue
        actor, count, gone = actor.without_once_key(), count + done.count, gone + done.gone
    if late is not None and not count:
        raise late
    said = f"{count} 份申请{'已通过' if approve else '未通过'}，结果会告诉申请人。"
    messages.success(request, said + (f"另有 {gone} 份已经有人处理或者撤回了。" if gone else ""))
    return redirect(request.path)


#: What a tick's kind is decided by.
_KINDS: dict[str, Callable[[Actor, list[UUID], dict[str, Any]], Any]] = {
    "guardian": lambda actor, ids, common: decide_guardians(actor=actor, request_ids=ids, **common),
    "student": lambda actor, ids, common: decide_claims(actor=actor, claim_ids=ids, **common),
    "wish": lambda actor, ids, common: decide_wishes(actor=actor, wish_ids=ids, **common),
}


def _ids(keys: Sequence[str], kind: str) -> list[UUID]:
    found = []
    for key in keys[:400]:
        head, _, text = key.partition(":")
        try:
            found += [UUID(text)] if head == kind else []
        except ValueError:
            continue
    return found
