"""个人设置: the password, and the ID document (product.md I1)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts import sessions
from jiaoyun.accounts.addresses import client_network
from jiaoyun.accounts.commands.change_password import change_password as run_password
from jiaoyun.accounts.commands.correct_document import correct_document
from jiaoyun.accounts.forms import FirstPasswordForm
from jiaoyun.accounts.personal.documents import CLASH_TICKET, own_document
from jiaoyun.accounts.personal.forms import DocumentForm
from jiaoyun.accounts.personal.menu import show_personal
from jiaoyun.accounts.personal.tries import count_document
from jiaoyun.accounts.reproof import is_fresh, to_reproof
from jiaoyun.accounts.saying import say_at, say_weak
from jiaoyun.plumbing.carried import carry
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused

_ENTRY = "accounts:personal_settings"
_METHODS = ("GET", "POST")


@own_page("one's own password", methods=_METHODS)
def password(request: PageRequest) -> HttpResponse:
    """Change the password, after showing again who one is; the other sessions end."""
    if not is_fresh(request, timezone.now()):
        return to_reproof(request)
    form = FirstPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = run_password(actor=request.actor, password=form.cleaned_data["password"], now=timezone.now())
        except Refused as refused:
            say_weak(form, "password", refused)
        else:
            sessions.renew(request, epoch=done.epoch)
            messages.success(request, "密码已经修改，其他地方的登录都已退出。")
            return redirect("accounts:personal_settings")
    status = 422 if form.errors else 200
    context = {"form": form}
    return show_personal(
        request, "accounts/personal/password.html", context, title="修改密码", entry=_ENTRY, status=status
    )


@own_page("one's own ID document", methods=_METHODS)
def document(request: PageRequest) -> HttpResponse:
    """Correct the ID document, after showing again who one is; once a year."""
    if not is_fresh(request, timezone.now()):
        return to_reproof(request)
    form = DocumentForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _document_page(request, form)
    now, typed = timezone.now(), form.cleaned_data
    try:
        count_document(request.actor.account, client_network(request), now=now)
        correct_document(actor=request.actor, document_kind=typed["document_kind"], number=typed["number"], now=now)
    except Refused as refused:
        return _not_corrected(request, form, refused)
    messages.success(request, "证件号码已经更正。学校会收到通知，7 天内可以核对和撤回。")
    return redirect("accounts:personal_settings")


def _not_corrected(request: PageRequest, form: DocumentForm, refused: Refused) -> HttpResponse:
    """The form as it was typed, with a card that says why; the number goes along to the ticket that helps."""
    if refused.id == "accounts.document.same":
        say_at(form, "number", refused, refused.id)
        return _document_page(request, form)
    if refused.values.get("kind") == CLASH_TICKET:
        carry(request, CLASH_TICKET, {"document": form.cleaned_data["number"]})
    return _document_page(request, form, refused)


def _document_page(request: PageRequest, form: DocumentForm, refused: Refused | None = None) -> HttpResponse:
    bound = own_document(request.actor.account)
    context = {
        "form": form,
        "hint": bound.hint if bound else "",
        "refusal": shown(refused) if refused else None,
    }
    status = refused.refusal.status if refused else 422 if form.errors else 200
    return show_personal(
        request, "accounts/personal/document.html", context, title="更正身份证件", entry=_ENTRY, status=status
    )
