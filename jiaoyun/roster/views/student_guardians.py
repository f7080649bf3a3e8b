"""家长 of one pupil: who is bound, and ending a bond (custody changed, confirmed by mistake)."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.belonging import person_place
from jiaoyun.accounts.people.forms import ReasonForm
from jiaoyun.accounts.people.screen import show_person
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.access import access_student
from jiaoyun.roster.commands.end_guardian import end_guardian
from jiaoyun.roster.guardians.bonds import guardians_of


@page(power=end_guardian.power, place=person_place, methods=("GET", "POST"))
def student_guardians(request: PageRequest, *, place: Place, school_id: int, account_id: UUID) -> HttpResponse:
    """The guardians in force; POST ends the bond that `identity` names, with the reason."""
    student = access_student(request.actor, place, account_id, end_guardian.power)
    if request.method != "POST":
        return _show(request, place, student.account.name, ReasonForm())
    form = ReasonForm(request.POST)
    form.full_clean()
    if not request.POST.get("identity"):
        form.add_error(None, "请先选要解除绑定的家长。")
    if not form.is_valid():
        return _show(request, place, student.account.name, form, 422)
    end_guardian(
        actor=request.actor,
        place=place,
        child_id=account_id,
        identity_id=_id(request.POST.get("identity", "")),
        reason=form.cleaned_data["reason"],
        now=timezone.now(),
    )
    messages.success(request, "已经解除绑定，对方马上看不到孩子的信息。")
    return redirect(request.path)


def _show(request: PageRequest, place: Place, name: str, form: forms.Form, status: int = 200) -> HttpResponse:
    account_id = place.account_id
    if account_id is None:
        raise Http404
    context = {
        "guardians": guardians_of(account_id),
        "name": name,
        "form": form,
        "here": request.path,
        "chosen": request.POST.get("identity", ""),
    }
    title = f"{name}的家长"
    return show_person(
        request, "roster/guardians/student_guardians.html", context, place=place, title=title, status=status
    )


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
