"""同意 or not to optional uses: a guardian for each child under fourteen, the pupil from fourteen on; and the rules."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.accounts.commands.decide_consent import give_consent, withdraw_consent
from jiaoyun.accounts.consents.purposes import RULES_SINCE, RULES_VERSION, TEXTS, Purpose
from jiaoyun.accounts.personal.menu import show_personal
from jiaoyun.plumbing.pages import PageRequest, own_page, public_page
from jiaoyun.roster.guardians.bonds import children_of
from jiaoyun.roster.guardians.consent_page import consent_page

_METHODS = ("GET", "POST")


@own_page("what one's own child's information may be used for", methods=_METHODS)
def consents(request: PageRequest, *, account_id: UUID) -> HttpResponse:
    """For one child. Http404 for a child whom the person is not bound to."""
    child = next((row for row in children_of(request.actor.account) if row.child_id == account_id), None)
    if child is None or child.is_pending:
        raise Http404
    return _page(request, account_id, f"{child.name}的信息使用", "roster:my_children")


@own_page("what one's own information may be used for", methods=_METHODS)
def own_use(request: PageRequest) -> HttpResponse:
    """For oneself: decided here from fourteen on, shown before."""
    return _page(request, request.actor.account, "我的信息使用", "accounts:my_consents")


@public_page("the rules for children's information must be readable by everybody")
def children_rules(request: PageRequest) -> HttpResponse:
    """儿童个人信息保护规则, with its version."""
    context = {
        "page_title": "儿童个人信息保护规则",
        "version": RULES_VERSION,
        "since": RULES_SINCE,
        "uses": list(TEXTS.values()),
    }
    return render(request, "roster/guardians/children_rules.html", context)


def _page(request: PageRequest, account_id: UUID, title: str, entry: str) -> HttpResponse:
    now = timezone.now()
    if request.method == "POST":
        _decide(request, account_id)
        return redirect(request.path)
    context = {
        "shown": consent_page(account_id, timezone.localdate(now)),
        "is_self": account_id == request.actor.account,
        "here": request.path,
        "rules_version": RULES_VERSION,
    }
    return show_personal(request, "roster/guardians/consents.html", context, title=title, entry=entry)


def _decide(request: PageRequest, account_id: UUID) -> None:
    purpose, now = _purpose(request.POST.get("purpose", "")), timezone.now()
    if request.POST.get("decide") == "agree":
        version = request.POST.get("version", "")[:20]
        give_consent(actor=request.actor, account_id=account_id, purpose=purpose, version=version, now=now)
        messages.success(request, f"已经同意“{TEXTS[purpose].label}”，随时可以撤回。")
        return
    withdraw_consent(actor=request.actor, account_id=account_id, purpose=purpose, now=now)
    messages.success(request, f"“{TEXTS[purpose].label}”现在是不同意，已经记录。")


def _purpose(text: str) -> Purpose:
    try:
        return Purpose(text)
    except ValueError:
        raise Http404 from None
