"""学生注册 and 家长注册: the phone, the code, the details, and what comes next (product.md R0)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.addresses import client_network
from jiaoyun.accounts.proving import Proved
from jiaoyun.accounts.registration import draft
from jiaoyun.accounts.registration.screen import suggestions
from jiaoyun.accounts.registration.submit import may_suggest
from jiaoyun.accounts.saying import say_weak
from jiaoyun.plumbing.carried import carry
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.registration.following import claims_of, keep_phone
from jiaoyun.roster.registration.forms import GuardianForm, PasswordsForm, StudentForm
from jiaoyun.roster.registration.submit import (
    PHONE_TICKET,
    GuardianAsks,
    PupilAsks,
    submit_guardian,
    submit_student,
)
from jiaoyun.roster.registration.walk import GUARDIAN, STUDENT, Walk, code_step, phone_step, proved_phone
from jiaoyun.rules.masking import mask_phone

_WHY = "whoever has no account yet must be able to register"
_METHODS = ("GET", "POST")
#: Told above the form; everything else that can be refused belongs to a field or to a page of its own.
_ABOVE = (
    "roster.register.no_match",
    "roster.register.too_many",
    "roster.register.has_password",
    "roster.register.phone_taken",
    "roster.register.phone_movable",
)
DONE = "roster_registered"
SUGGEST, USE_NAME, ACT = "suggest", "use_name", "act"
_SECRET = ("password", "again")


@public_page(_WHY, methods=_METHODS)
def register_student(request: PageRequest) -> HttpResponse:
    """Step 1 of 学生注册."""
    return phone_step(request, STUDENT)


@public_page(_WHY, methods=_METHODS)
def register_student_code(request: PageRequest) -> HttpResponse:
    """The code of step 1."""
    return code_step(request, STUDENT)


@public_page("whoever proved a phone may say which pupil they are", methods=_METHODS)
def register_student_details(request: PageRequest) -> HttpResponse:
    """Step 2 of 学生注册: name, number, password; POST sets it, or lets it wait for the school."""
    now = timezone.now()
    phone = proved_phone(request, now)
    if phone is None:
        return redirect(STUDENT.start)
    if request.method != "POST":
        waits = bool(claims_of(phone.digest, now))
        return _details(request, STUDENT, StudentForm(phone=phone.number), phone, waits=waits)
    form = StudentForm(request.POST, phone=phone.number)
    if not form.is_valid():
        return _details(request, STUDENT, form, phone, status=422)
    given = PupilAsks(form.cleaned_data["name"], form.cleaned_data["number"], form.cleaned_data["password"])
    try:
        at_once = submit_student(request.actor, phone, given, network=client_network(request), now=now)
    except Refused as refused:
        return _refused(request, STUDENT, form, phone, refused)
    if not at_once:
        keep_phone(request, phone.digest, now)
    request.session[DONE] = "student" if at_once else "student_waits"
    return redirect("roster:register_done")


@public_page(_WHY, methods=_METHODS)
def register_guardian(request: PageRequest) -> HttpResponse:
    """Step 1 of 家长注册; whoever has logged in adds the child to the account there is."""
    return redirect("roster:my_children") if request.actor.is_known else phone_step(request, GUARDIAN)


@public_page(_WHY, methods=_METHODS)
def register_guardian_code(request: PageRequest) -> HttpResponse:
    """The code of step 1."""
    return code_step(request, GUARDIAN)


@public_page("whoever proved a phone may say whose guardian they are", methods=_METHODS)
def register_guardian_details(request: PageRequest) -> HttpResponse:
    """Step 2 of 家长注册: the guardian, the child, how to log in; POST makes the account."""
    now = timezone.now()
    phone = proved_phone(request, now)
    if phone is None:
        return redirect(GUARDIAN.start)
    if request.method != "POST":
        return _details(request, GUARDIAN, GuardianForm(phone=phone.number), phone)
    if SUGGEST in request.POST or USE_NAME in request.POST:
        return _suggested(request, phone, now)
    moves = request.POST.get(ACT) == "move_phone"
    # The card's button sends nothing but itself: what was typed before it stands in the draft.
    form = GuardianForm(draft.kept(request, now=now) if moves else request.POST, phone=phone.number)
    if not form.is_valid():
        return _details(request, GUARDIAN, form, phone, status=422)
    asks = GuardianAsks(**{name: value for name, value in form.cleaned_data.items() if name != "again"})
    network = client_network(request)
    try:
        done = submit_guardian(request.actor, phone, asks, network=network, move_phone=moves, now=now)
    except Refused as refused:
        if refused.id == "roster.register.phone_movable":
            draft.keep(request, {**form.cleaned_data, "phone": phone.number}, now=now)
        return _refused(request, GUARDIAN, form, phone, refused)
    draft.drop(request)
    request.session[DONE] = "guardian" if done.at_once else "guardian_waits"
    return redirect("roster:register_done")


@public_page("whoever has just registered is told what comes next")
def register_done(request: PageRequest) -> HttpResponse:
    """What happens now. Without a registration in this browser: to the choice of roles."""
    done = request.session.get(DONE)
    if done is None:
        return redirect("accounts:register")
    waits = done.endswith("_waits")
    context = {
        "page_title": "提交成功" if waits else "注册完成",
        "is_student": done.startswith("student"),
        "waits": waits,
        "steps": (STUDENT if done.startswith("student") else GUARDIAN).at(3),
    }
    return render(request, "roster/register/done.html", context)


def _refused(request: PageRequest, walk: Walk, form: PasswordsForm, phone: Proved, refused: Refused) -> HttpResponse:
    """At its field, or above the form with the ticket filled in; what is typed stays, the passwords excepted."""
    if refused.id in _ABOVE:
        typed, kind = form.cleaned_data, str(refused.values.get("kind", ""))
        # A ticket about the phone is the guardian's own matter, every other one is about the pupil.
        name = typed["name"] if kind == PHONE_TICKET else typed.get("child_name") or typed["name"]
        carry(request, kind, {"name": name, "account": typed["number"], "phone": phone.number})
        return _details(request, walk, form, phone, refused, refused.refusal.status)
    if refused.id == "accounts.code.used":
        return redirect("roster:register_done")
    if refused.id == "accounts.identifier.taken":
        form.add_error("account_name", "「账号已注册」，请换一个，或者点下面推荐的")
        now = timezone.now()
        names = suggestions({"name": form.cleaned_data["name"]}, now) if may_suggest(phone, now) else []
        return _details(request, walk, form, phone, status=409, names=names)
    say_weak(form, "password", refused)
    return _details(request, walk, form, phone, status=422)


def _suggested(request: PageRequest, phone: Proved, now: datetime) -> HttpResponse:
    """Free account names for the name typed, or the one that was chosen among them; nothing is judged yet."""
    form = GuardianForm(phone=phone.number)
    form.initial = {name: request.POST.get(name, "")[:300] for name in form.fields if name not in _SECRET}
    form.initial["account_name"] = request.POST.get(USE_NAME) or form.initial["account_name"]
    names = suggestions({"name": form.initial["name"]}, now) if may_suggest(phone, now) else []
    if request.htmx:
        piece = {"form": form, "names": names, "here": reverse(GUARDIAN.details)}
        return render(request, "accounts/register/_account_name.html", piece)
    return _details(request, GUARDIAN, form, phone, names=names)


def _details(
    request: PageRequest,
    walk: Walk,
    form: PasswordsForm,
    phone: Proved,
    refused: Refused | None = None,
    status: int = 200,
    names: Sequence[str] = (),
    waits: bool = False,
) -> HttpResponse:
    context: dict[str, Any] = {
        "page_title": walk.title,
        "steps": walk.at(1),
        "form": form,
        "phone_hint": mask_phone(phone.number),
        "refusal": shown(refused) if refused else None,
        "here": reverse(walk.details),
        "is_student": walk is STUDENT,
        "names": names,
        "waits": waits,
        "movable": refused is not None and refused.id == "roster.register.phone_movable",
    }
    return render(request, "roster/register/details.html", context, status=status)
