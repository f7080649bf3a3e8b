"""One person's account in the school's hand: 冻结, 解冻, 改姓名, 解绑手机号. A page asks, its form does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.belonging import person_place
from jiaoyun.accounts.commands.freeze_account import freeze_account
from jiaoyun.accounts.commands.rename_administrator import rename_administrator
from jiaoyun.accounts.commands.rename_person import rename_person
from jiaoyun.accounts.commands.thaw_account import thaw_account
from jiaoyun.accounts.commands.unbind_phone import ask_unbinding, confirm_unbinding
from jiaoyun.accounts.people.administrators import place_above
from jiaoyun.accounts.people.cards import PersonCard, person_card
from jiaoyun.accounts.people.forms import ConfirmForm, ReasonForm, RenameForm
from jiaoyun.accounts.people.screen import show_person, way_back
from jiaoyun.accounts.reproof import is_fresh, to_reproof
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.faults import Fault

_METHODS = ("GET", "POST")


@dataclass(frozen=True, slots=True)
class Ask:
    """What a page says before it is done: title, what happens, the verb on the button, what is said afterwards.

    `against`: what stands against it already, which is then said instead of being asked about.
    """

    title: str
    words: Callable[[PersonCard], str]
    verb: str
    done: str
    against: Callable[[PersonCard], Refused | None] = lambda card: None


FREEZE = Ask(
    "冻结账号",
    lambda card: f"{card.name}会马上退出登录，解冻以前不能再登录。姓名、班级和资料都不变。",
    "冻结这个账号",
    "账号已冻结。",
    lambda card: None if card.is_active else Refused("accounts.person.not_active", state=card.state.label),
)
THAW = Ask(
    "解冻账号",
    lambda card: f"{card.name}的账号恢复正常，用原来的密码就能登录。冻结的原因：{card.state_reason or '没有填写'}",
    "解冻这个账号",
    "账号已解冻，可以登录了。",
    lambda card: None if card.is_frozen else Refused("accounts.person.not_frozen"),
)
UNBIND = Ask(
    "解绑手机号",
    lambda card: (
        f"{card.name}绑定的手机号 {card.phone_hint} 解绑后不能再用来登录和找回密码。"
        "原手机号会收到短信，48 小时内可以取消；还要另一位老师或管理员确认，时间到了才生效。"
    ),
    "申请解绑",
    "已经申请解绑：原手机号收到通知，48 小时后由第二人确认过才生效。",
    lambda card: None if card.phone_hint else Refused("accounts.unbind.no_phone"),
)
CONFIRM_UNBIND = Ask(
    "确认解绑手机号",
    lambda card: f"请当面核对过本人或家长以后再确认。确认后，{card.name}的手机号 {card.phone_hint} 到时间会自动解绑。",
    "我已核对，确认解绑",
    "已经确认，到时间自动解绑。",
    lambda card: None if card.waiting_until else Refused("accounts.unbind.nothing_waits"),
)
RENAME = Ask(
    "更正姓名",
    lambda card: f"现在的姓名是「{card.name}」。原来的姓名和原因会保留，本人会收到通知。",
    "更正姓名",
    "姓名已更正，本人会收到通知。",
)


@page(power=freeze_account.power, place=person_place, methods=_METHODS)
def person_freeze(request: PageRequest, *, place: Place, school_id: int, account_id: UUID) -> HttpResponse:
    """Stop an account, with the reason."""
    return _asked(request, place, FREEZE, ReasonForm, freeze_account)


@page(power=thaw_account.power, place=person_place, methods=_METHODS)
def person_thaw(request: PageRequest, *, place: Place, school_id: int, account_id: UUID) -> HttpResponse:
    """Let an account log in again."""
    return _asked(request, place, THAW, ConfirmForm, thaw_account)


@page(power=ask_unbinding.power, place=person_place, methods=_METHODS)
def person_unbind(request: PageRequest, *, place: Place, school_id: int, account_id: UUID) -> HttpResponse:
    """Ask that the phone be released."""
    return _asked(request, place, UNBIND, ReasonForm, ask_unbinding)


@page(power=confirm_unbinding.power, place=person_place, methods=_METHODS)
def person_unbind_confirm(request: PageRequest, *, place: Place, school_id: int, account_id: UUID) -> HttpResponse:
    """Confirm an unbinding as the second person."""
    return _asked(request, place, CONFIRM_UNBIND, ConfirmForm, confirm_unbinding)


@page(power=rename_person.power, place=person_place, methods=_METHODS)
def person_rename(request: PageRequest, *, place: Place, school_id: int, account_id: UUID) -> HttpResponse:
    """Correct the name."""
    return _asked(request, place, RENAME, RenameForm, rename_person)


@page(power=rename_administrator.power, place=place_above, methods=_METHODS)
def administrator_rename(request: PageRequest, *, place: Place, account_id: UUID) -> HttpResponse:
    """Correct the name of an administrator below, whom the own place cannot correct."""
    return _asked(request, place, RENAME, RenameForm, lambda *, place, **given: rename_administrator(**given))


def _asked(
    request: PageRequest, place: Place, ask: Ask, form_class: type[forms.Form], command: Callable[..., Any]
) -> HttpResponse:
    """Show the question; POST runs the command with the form's fields and leads back. Errors stand at the field.

    Each of them touches who gets into an account, so the page asks again who is there.
    """
    if not is_fresh(request, timezone.now()):
        return to_reproof(request)
    if request.method != "POST":
        return _show(request, place, ask, form_class())
    form = form_class(request.POST)
    if not form.is_valid():
        return _show(request, place, ask, form, 422)
    try:
        command(actor=request.actor, place=place, account_id=place.account_id, now=timezone.now(), **form.cleaned_data)
    except Fault as fault:
        form.add_error("name", f"{fault.text.what}，{fault.text.todo}。")
        return _show(request, place, ask, form, 422)
    except Refused as refused:
        if refused.id != "accounts.rename.same":
            raise
        form.add_error("name", "新姓名和原来的一样，请填写正确的姓名")
        return _show(request, place, ask, form, 422)
    messages.success(request, ask.done)
    return redirect(way_back(request))


def _show(request: PageRequest, place: Place, ask: Ask, form: forms.Form, status: int = 200) -> HttpResponse:
    card = person_card(request.actor, place)
    if request.method != "POST" and (against := ask.against(card)) is not None:
        raise against
    context = {"card": card, "words": ask.words(card), "verb": ask.verb, "form": form, "address": request.path}
    return show_person(request, "accounts/people/ask.html", context, place=place, title=ask.title, status=status)
