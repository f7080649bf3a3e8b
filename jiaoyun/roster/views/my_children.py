"""我的孩子 in 个人中心: whose guardian I am, adding a child, ending the bond."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.addresses import client_network
from jiaoyun.accounts.commands.withdraw_request import withdraw_request
from jiaoyun.accounts.models import RequestState
from jiaoyun.accounts.personal.menu import show_personal
from jiaoyun.accounts.requests.own import own_request
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.carried import carried, carry, drop
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.add_child import leave_child
from jiaoyun.roster.guardians.bonds import child_name, children_of
from jiaoyun.roster.registration.forms import ChildForm
from jiaoyun.roster.registration.submit import submit_child

_ENTRY = "roster:my_children"
_CORRECT, _AGAIN = "correct", "child_again"


@own_page("one's own children")
def my_children(request: PageRequest) -> HttpResponse:
    """The children, bound and waiting, with what can be done for each."""
    context = {"children": children_of(request.actor.account)}
    return show_personal(request, "roster/guardians/my_children.html", context, title="我的孩子", entry=_ENTRY)


@own_page("adding a child to one's own account", methods=("GET", "POST"))
def child_add(request: PageRequest) -> HttpResponse:
    """Name, number, relation; POST binds at once where a bound phone is one that the school recorded, or asks.

    `correct` names one's own request that is to be filled in anew: it is withdrawn where it still waits.
    """
    if request.method != "POST":
        return _add_page(request, ChildForm(initial=carried(request, _AGAIN)))
    if _CORRECT in request.POST:
        return _reopened(request, _id(request.POST[_CORRECT]))
    form = ChildForm(request.POST)
    if not form.is_valid():
        return _add_page(request, form, status=422)
    typed = form.cleaned_data
    try:
        done = submit_child(
            request.actor,
            typed["child_name"],
            typed["number"],
            typed["relation"],
            network=client_network(request),
            now=timezone.now(),
        )
    except Refused as refused:
        if "kind" in refused.values:
            carry(request, refused.values["kind"], {"name": typed["child_name"], "account": typed["number"]})
        return _add_page(request, form, refused, refused.refusal.status)
    drop(request)
    said = "已经绑定孩子。" if done.at_once else "已经提交，等班主任或学校管理员确认，结果会发消息给您。"
    messages.success(request, said)
    return redirect(_ENTRY)


def _reopened(request: PageRequest, request_id: UUID) -> HttpResponse:
    """The form with what was typed of the request, the number excepted; a request of somebody else is not there."""
    row = own_request(request.actor, request_id)
    if row.role != Role.GUARDIAN or row.child_id is None:
        raise Http404
    if row.state == RequestState.PENDING:
        withdraw_request(actor=request.actor, request_id=row.id, now=timezone.now())
        messages.success(request, "申请已经撤回，请改好以后重新提交。")
    carry(request, _AGAIN, {"child_name": child_name(row.child_id), "relation": row.relation})
    return redirect("roster:child_add")


@own_page("ending one's own bond to a child", methods=("GET", "POST"))
def child_leave(request: PageRequest, *, identity_id: UUID) -> HttpResponse:
    """Ask; POST ends it at once."""
    child = next((row for row in children_of(request.actor.account) if row.identity_id == identity_id), None)
    if child is None or child.is_pending:
        raise Http404
    if request.method == "POST":
        leave_child(actor=request.actor, identity_id=identity_id, now=timezone.now())
        messages.success(request, f"已经解除和{child.name}的绑定。")
        return redirect(_ENTRY)
    return show_personal(request, "roster/guardians/child_leave.html", {"child": child}, title="解除绑定", entry=_ENTRY)


def _add_page(request: PageRequest, form: ChildForm, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    context = {"form": form, "refusal": shown(refused) if refused else None}
    return show_personal(
        request, "roster/guardians/child_add.html", context, title="添加孩子", entry=_ENTRY, status=status
    )


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
