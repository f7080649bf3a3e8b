"""我的申请: where one's own requests stand; reminding, correcting, withdrawing, asking for another identity."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.addresses import client_network
from jiaoyun.accounts.commands.ask_identity import ask_identity
from jiaoyun.accounts.commands.correct_request import correct_request, is_never_active
from jiaoyun.accounts.commands.remind_request import remind_request
from jiaoyun.accounts.commands.withdraw_request import withdraw_request
from jiaoyun.accounts.personal.tries import count_document
from jiaoyun.accounts.registration.forms import PersonForm
from jiaoyun.accounts.registration.telling import CLASH_TICKET, carry_typed
from jiaoyun.accounts.requests.correcting import person_as_bound
from jiaoyun.accounts.requests.documents import OwnDocumentForm, document_form, refuse_clash
from jiaoyun.accounts.requests.own import latest_to_correct, own_request, own_requests
from jiaoyun.organizations.find_school_form import Picker, is_step, read_picker
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused

_METHODS = ("GET", "POST")
_NO_SCHOOL = "请选择学校：输入校名查找，或者按地区选"


@own_page("one's own requests", methods=_METHODS)
def applications(request: PageRequest) -> HttpResponse:
    """The list; POST reminds (`act`=remind) or withdraws (withdraw) the request named."""
    now = timezone.now()
    if request.method == "POST":
        request_id = _id(request.POST.get("application", ""))
        if request.POST.get("act") == "remind":
            remind_request(actor=request.actor, request_id=request_id, now=now)
            messages.success(request, "已经提醒审核人。")
        else:
            withdraw_request(actor=request.actor, request_id=request_id, now=now)
            messages.success(request, "申请已经撤回。")
        return redirect("accounts:applications")
    context = {
        "page_title": "我的申请",
        "crumbs": [("我的申请", None)],
        "requests": own_requests(request.actor.account, now),
    }
    return render(request, "accounts/applications/list.html", context)


@own_page("asking for another identity of one's own", methods=_METHODS)
def application_new(request: PageRequest) -> HttpResponse:
    """Choose a school and ask to be its teacher; an account without a document gives that too."""
    is_sent, now = request.method == "POST", timezone.now()
    picker = read_picker(request.POST if is_sent else request.GET)
    form = document_form(request.actor, request.POST.dict() if is_sent else None)
    if not is_sent or is_step(request.POST):
        return _new_page(request, picker, _as_typed(form))
    if picker.chosen is None:
        picker.error = _NO_SCHOOL
    if picker.chosen is None or (form is not None and not form.is_valid()):
        return _new_page(request, picker, form, status=422)
    person = form.described if form is not None else None
    try:
        if person is not None:
            refuse_clash(request.actor, person, picker.chosen.id, network=client_network(request), now=now)
        ask_identity(actor=request.actor, school_id=picker.chosen.id, person=person, now=now)
    except Refused as refused:
        return _not_asked(request, picker, form, refused)
    messages.success(request, f"已经提交，由{picker.chosen.name}审核。")
    return redirect("accounts:applications")


@own_page("one's own request, corrected", methods=_METHODS)
def application_correct(request: PageRequest) -> HttpResponse:
    """Another school, or name and ID while they are the person's own to correct. `?application=` names the request;
    without it the latest that may be corrected."""
    given = request.POST if request.method == "POST" else request.GET
    named = given.get("application", "") or latest_to_correct(request.actor.account)
    if not named:
        return redirect("accounts:applications")
    row = own_request(request.actor, _id(named))
    may_change_person = is_never_active(request.actor.account)
    picker = read_picker(request.POST if request.method == "POST" else {}, chosen=row.organization_id)
    if request.method != "POST":
        form = PersonForm(initial=person_as_bound(request.actor)) if may_change_person else None
        return _correct_page(request, row.id, picker, form)
    form = PersonForm(request.POST) if may_change_person else None
    if is_step(request.POST):
        return _correct_page(request, row.id, picker, _quiet(form, request))
    if picker.chosen is None:
        picker.error = _NO_SCHOOL
    if picker.chosen is None or (form is not None and not form.is_valid()):
        return _correct_page(request, row.id, picker, form, status=422)
    person = form.described if form is not None else None
    now = timezone.now()
    try:
        if person is not None:
            count_document(request.actor.account, client_network(request), now=now)
        correct_request(actor=request.actor, request_id=row.id, school_id=picker.chosen.id, person=person, now=now)
    except Refused as refused:
        return _not_corrected(request, row.id, picker, form, refused)
    messages.success(request, "已经修改，重新等待审核。")
    return redirect("accounts:applications")


def _not_corrected(
    request: PageRequest, request_id: UUID, picker: Picker, form: PersonForm | None, refused: Refused
) -> HttpResponse:
    """A document of somebody else is answered as at registration: nothing is said of whose it is."""
    if refused.id == "accounts.identifier.taken" and form is not None:
        carry_typed(request, CLASH_TICKET, {name: str(form.data.get(name, "")) for name in form.fields})
        refused = Refused("accounts.register.unclear", kind=CLASH_TICKET)
    _carry_school(request, refused, picker)
    return _correct_page(request, request_id, picker, form, refused, refused.refusal.status)


def _not_asked(request: PageRequest, picker: Picker, form: OwnDocumentForm | None, refused: Refused) -> HttpResponse:
    """Above the form, with the ticket filled in; a document bound by somebody a moment ago is answered neutrally."""
    if refused.id == "accounts.identifier.taken":
        refused = Refused("accounts.register.unclear", kind=CLASH_TICKET)
    if form is not None and "kind" in refused.values:
        school = picker.chosen.name if picker.chosen else ""
        carry_typed(request, str(refused.values["kind"]), {**form.data, "school": school})
    else:
        _carry_school(request, refused, picker)
    return _new_page(request, picker, form, refused, refused.refusal.status)


def _as_typed(form: OwnDocumentForm | None) -> OwnDocumentForm | None:
    """The form with what was typed and no complaints, while the school is being chosen."""
    if form is None or not form.is_bound:
        return form
    quiet = OwnDocumentForm(name="")
    quiet.initial = {name: form.data.get(name, "") for name in ("document_kind", "document")}
    return quiet


def _carry_school(request: PageRequest, refused: Refused, picker: Picker) -> None:
    if refused.id == "accounts.request.no_tenant" and picker.chosen is not None:
        carry_typed(request, str(refused.values["kind"]), {"school": picker.chosen.name})


def _quiet(form: PersonForm | None, request: PageRequest) -> PersonForm | None:
    """The form with what was typed and no complaints, while the school is being chosen."""
    return PersonForm(initial={name: request.POST.get(name, "") for name in form.fields}) if form else None


def _new_page(
    request: PageRequest,
    picker: Picker,
    form: OwnDocumentForm | None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "page_title": "添加教师身份",
        "crumbs": [("我的申请", reverse("accounts:applications")), ("添加教师身份", None)],
        "picker": picker,
        "form": form,
        "refusal": shown(refused) if refused else None,
    }
    return render(request, "accounts/applications/new.html", context, status=status)


def _correct_page(
    request: PageRequest,
    request_id: UUID,
    picker: Picker,
    form: PersonForm | None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "page_title": "修改申请",
        "crumbs": [("我的申请", reverse("accounts:applications")), ("修改申请", None)],
        "application": request_id,
        "picker": picker,
        "form": form,
        "refusal": shown(refused) if refused else None,
    }
    return render(request, "accounts/applications/correct.html", context, status=status)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
