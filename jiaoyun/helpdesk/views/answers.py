"""常用答复 of a desk: the list, saving one, putting one away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.helpdesk.answers import answers_of
from jiaoyun.helpdesk.commands.put_away_answer import put_away_answer
from jiaoyun.helpdesk.commands.save_answer import save_answer
from jiaoyun.helpdesk.desk_place import level_of, show_desk
from jiaoyun.helpdesk.forms import AnswerForm
from jiaoyun.helpdesk.powers import DESK_OPEN
from jiaoyun.organizations.places import any_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused


@page(power=DESK_OPEN, place=any_place, methods=("GET", "POST"))
def answers(request: PageRequest, *, place: Place, organization_id: int) -> HttpResponse:
    """The desk's answers; POST saves one."""
    if request.method != "POST":
        return _page(request, place, AnswerForm())
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form, 422)
    try:
        save_answer(actor=request.actor, place=place, now=timezone.now(), **form.cleaned_data)
    except Refused as refused:
        form.add_error("title", f"{refused.refusal.text}，{refused.refusal.cause}")
        return _page(request, place, form, refused.refusal.status)
    messages.success(request, "常用答复已保存。")
    return redirect("helpdesk:answers", organization_id=organization_id)


@page(power=DESK_OPEN, place=any_place, methods=("POST",))
def answer_put_away(request: PageRequest, *, place: Place, organization_id: int, answer_id: UUID) -> HttpResponse:
    """Put one away."""
    put_away_answer(actor=request.actor, place=place, answer_id=answer_id, now=timezone.now())
    messages.success(request, "已收起。")
    return redirect("helpdesk:answers", organization_id=organization_id)


def _page(request: PageRequest, place: Place, form: AnswerForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "answers": answers_of(place, level_of(request.actor))}
    return show_desk(request, "answers", context, place=place, title="常用答复", status=status, menu="answers")
