"""填写资料: step 2 of 教师注册. Clashes are told here and nowhere before (product.md R0–R5)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.accounts.addresses import client_network
from jiaoyun.accounts.commands.ask_identity import ask_identity
from jiaoyun.accounts.commands.remind_request import remind_request
from jiaoyun.accounts.commands.withdraw_request import withdraw_request
from jiaoyun.accounts.models import Purpose
from jiaoyun.accounts.proving import Proved, proved
from jiaoyun.accounts.registration import draft
from jiaoyun.accounts.registration.clashes import Clash, Kind
from jiaoyun.accounts.registration.details_page import DetailsPage
from jiaoyun.accounts.registration.forms import DetailsForm
from jiaoyun.accounts.registration.submit import NAMES_BUDGET, Submission, count, may_suggest, submit
from jiaoyun.accounts.registration.telling import carry_typed, refusal_of, ticket_of
from jiaoyun.organizations.find_school_form import MISSING_TICKET, Picker, is_step, read_picker
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.typed_numbers import small_number

_FIELDS = ("name", "document_kind", "document", "account_name", "password", "again")
SUGGEST, USE_NAME, ACT = "suggest", "use_name", "act"


@public_page("whoever proved a phone may describe themselves", methods=("GET", "POST"))
def register_teacher_details(request: PageRequest) -> HttpResponse:
    """Show the form with what was typed before; POST steps (school, suggestions), or sends everything off."""
    now = timezone.now()
    phone = proved(request, Purpose.REGISTER, now=now)
    if phone is None:
        return _lost(request)
    typed = _typed(request, phone, now)
    picker = read_picker(request.POST, chosen=small_number(typed.get("school", "")))
    typed["school"] = str(picker.chosen.id) if picker.chosen else ""
    page = DetailsPage(typed, picker)
    if request.method != "POST":
        return page.answer(request)
    draft.keep(request, typed, now=now)
    if is_step(request.POST):
        if picker.found_nothing:
            carry_typed(request, MISSING_TICKET, _to_carry(typed, picker))
        return page.answer(request)
    try:
        if SUGGEST in request.POST or USE_NAME in request.POST:
            count(NAMES_BUDGET, phone.digest.hex(), now)
            return page.with_suggestions(now).answer(request)
        return _sent_off(request, page, phone, now)
    except Refused as refused:
        carry_typed(request, str(refused.values.get("kind", "")), _to_carry(typed, picker))
        if refused.id == "accounts.code.used":
            return redirect("accounts:register_done")
        return page.refused(refused).answer(request, status=refused.refusal.status)


def _sent_off(request: PageRequest, page: DetailsPage, phone: Proved, now: datetime) -> HttpResponse:
    """Everything was typed: errors at the fields, a clash as a card, or done."""
    form = DetailsForm(page.typed, phone=phone.number, school=page.picker.chosen.name if page.picker.chosen else "")
    page.form = form
    if page.picker.chosen is None:
        page.picker.error = "请选择学校：输入校名查找，或者按地区选"
    if not form.is_valid() or page.picker.chosen is None or form.described is None:
        return _with_suggestions(page, phone, now).answer(request, status=422)
    act = request.POST.get(ACT, "")
    given = Submission(
        phone,
        form.described,
        form.cleaned_data["account_name"],
        form.cleaned_data["password"],
        page.picker.chosen.id,
        move_phone=act == "move_phone",
    )
    outcome = submit(request.actor, given, network=client_network(request), now=now)
    if outcome.done is not None:
        return _done(request, page, "")
    if outcome.clash is None:
        form.add_error("account_name", "「账号已注册」，请换一个，或者点下面推荐的")
        return _with_suggestions(page, phone, now).answer(request, status=409)
    return _clashed(request, page, outcome.clash, phone, act, now)


def _with_suggestions(page: DetailsPage, phone: Proved, now: datetime) -> DetailsPage:
    return page.with_suggestions(now) if may_suggest(phone, now) else page


def _clashed(
    request: PageRequest, page: DetailsPage, clash: Clash, phone: Proved, act: str, now: datetime
) -> HttpResponse:
    """Tell the clash; whoever proved the very phone of that account may act on it at once."""
    school = page.picker.chosen
    owner = Actor(clash.holder.account_id, request_id=request.actor.request_id)
    if clash.can_act and clash.kind in (Kind.PENDING, Kind.PHONE_PENDING) and clash.holder.pending is not None:
        if act == "remind":
            remind_request(actor=owner, request_id=clash.holder.pending.request_id, now=now)
            return _done(request, page, "已经提醒审核人。")
        if act == "withdraw":
            withdraw_request(actor=owner, request_id=clash.holder.pending.request_id, now=now)
            return _done(request, page, "申请已经撤回。要重新申请，请登录以后在“我的申请”里提交。")
    if clash.can_act and clash.kind is Kind.FORMER and act == "add" and school is not None:
        ask_identity(actor=owner, school_id=school.id, phone=phone, now=now)
        return _done(request, page, "教师身份已经申请，请用原来的账号登录。")
    refused = refusal_of(clash, school.id if school else 0)
    carry_typed(request, ticket_of(clash.kind), _to_carry(page.typed, page.picker))
    return page.clashed(clash, refused).answer(request, status=refused.refusal.status)


def _done(request: PageRequest, page: DetailsPage, said: str) -> HttpResponse:
    draft.drop(request)
    if said:
        messages.success(request, said)
    request.session["registered_at"] = page.picker.chosen.id if page.picker.chosen and not said else None
    return redirect("accounts:register_done")


def _lost(request: PageRequest) -> HttpResponse:
    """The proof is over or was used: what was typed stays in the draft."""
    if "registered_at" in request.session:
        return redirect("accounts:register_done")
    messages.info(request, "手机号的验证已经过期，请再验证一次。")
    return redirect("accounts:register_teacher")


def _typed(request: PageRequest, phone: Proved, now: datetime) -> dict[str, str]:
    """What was typed now, else before. An empty password means the one that was typed before."""
    before = draft.kept(request, now=now)
    if request.method != "POST" or ACT in request.POST:
        return {**before, "phone": phone.number}
    typed = {name: request.POST.get(name, "")[:300] for name in (*_FIELDS, "school", "school_q")}
    if not typed["password"] and not typed["again"]:
        typed |= {name: before.get(name, "") for name in ("password", "again")}
    if request.POST.get(USE_NAME):
        typed["account_name"] = request.POST[USE_NAME][:40]
    return {**typed, "phone": phone.number}


def _to_carry(typed: dict[str, str], picker: Picker) -> dict[str, str]:
    """What a ticket's form is filled in with."""
    return {**typed, "school": picker.chosen.name if picker.chosen else typed.get("school_q", "")}


@public_page("whoever has just registered is told what comes next")
def register_done(request: PageRequest) -> HttpResponse:
    """What happens now: who reviews, and how to follow it."""
    school_id = request.session.get("registered_at")
    picker = read_picker({"school": str(school_id)}) if school_id else None
    context = {"page_title": "提交成功" if school_id else "办好了", "school": picker.chosen if picker else None}
    return render(request, "accounts/register/done.html", context)
