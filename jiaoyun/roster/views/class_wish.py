"""我的班级 in 个人中心: a pupil, or a guardian for the child, asks for another class of the school (I1)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.personal.menu import show_personal
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.ask_class import ask_class, withdraw_wish
from jiaoyun.roster.guardians.bonds import children_of
from jiaoyun.roster.wishes.own import own_class

_METHODS = ("GET", "POST")
_AT_THE_FORM = ("roster.wish.none_chosen", "roster.wish.same_class", "roster.wish.already")


@own_page("one's own class", methods=_METHODS)
def my_class(request: PageRequest) -> HttpResponse:
    """The own class; POST asks for another one (`class`) or withdraws (`withdraw`)."""
    return _page(request, request.actor.account, "我的班级", "roster:my_class")


@own_page("the class of one's own child", methods=_METHODS)
def child_class(request: PageRequest, *, account_id: UUID) -> HttpResponse:
    """The same for one child. Http404 for a child whom the person is not bound to."""
    child = next((row for row in children_of(request.actor.account) if row.child_id == account_id), None)
    if child is None or child.is_pending:
        raise Http404
    return _page(request, account_id, f"{child.name}的班级", "roster:my_children")


def _page(request: PageRequest, account_id: UUID, title: str, entry: str) -> HttpResponse:
    refused: Refused | None = None
    if request.method == "POST":
        try:
            messages.success(request, _done(request, account_id))
            return redirect(request.path)
        except Refused as caught:
            if caught.id not in _AT_THE_FORM:
                raise
            refused = caught
    context = {
        "own": own_class(account_id, timezone.now()),
        "is_self": account_id == request.actor.account,
        "here": request.path,
        "chosen": request.POST.get("class", ""),
        "refusal": shown(refused) if refused else None,
    }
    status = refused.refusal.status if refused else 200
    return show_personal(request, "roster/wishes/class.html", context, title=title, entry=entry, status=status)


def _done(request: PageRequest, account_id: UUID) -> str:
    now, actor = timezone.now(), request.actor
    if withdrawn := request.POST.get("withdraw"):
        withdraw_wish(actor=actor, account_id=account_id, wish_id=_id(withdrawn), now=now)
        return "换班申请已经撤回，班级没有变动。"
    if not request.POST.get("class"):
        raise Refused("roster.wish.none_chosen")
    ask_class(actor=actor, account_id=account_id, class_id=_id(request.POST["class"]), now=now)
    return "已经提交，学校确认以后换到新的班级，结果会发消息。"


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
