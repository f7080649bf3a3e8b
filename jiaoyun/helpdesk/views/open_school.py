"""开通学校: support checks what people asked for and adds the tenant; everybody who waits is told (product.md L6)."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.reproof import is_fresh, to_reproof
from jiaoyun.helpdesk.desk_place import show_desk
from jiaoyun.helpdesk.desk_reading import TicketAtDesk, ticket_in_hand
from jiaoyun.helpdesk.desk_view import desk_address
from jiaoyun.helpdesk.forms import county_choices
from jiaoyun.helpdesk.models import Ticket
from jiaoyun.helpdesk.powers import DESK_OPEN
from jiaoyun.helpdesk.restoring import typed_of
from jiaoyun.organizations.commands.add_tenant import NewTenant, add_tenant
from jiaoyun.organizations.find_school import find_schools
from jiaoyun.organizations.places import any_place
from jiaoyun.plumbing.cures import with_ticket
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.faults import Fault
from jiaoyun.rules.school_codes import check_school_code
from jiaoyun.rules.school_types import SCHOOL_TYPES, URBAN_RURAL_LABELS
from jiaoyun.rules.text import clean_cell

_KIND = "school_missing"


class TenantForm(forms.Form):
    """What a new tenant needs."""

    name = forms.CharField(
        label="学校全称", max_length=80, error_messages={"required": "请填写学校全称", "max_length": "最多 80 个字"}
    )
    county = forms.ChoiceField(label="所在区县", error_messages={"required": "请选择所在区县"})
    school_type = forms.ChoiceField(
        label="办学类型",
        choices=[("", "请选择"), *((code, kind.label) for code, kind in SCHOOL_TYPES.items())],
        error_messages={"required": "请选择办学类型"},
    )
    system = forms.ChoiceField(
        label="学制", choices=[("63", "六三制（小学六年、初中三年）"), ("54", "五四制（小学五年、初中四年）")]
    )
    urban_rural = forms.ChoiceField(
        label="城乡类型", required=False, choices=[("", "不清楚"), *URBAN_RURAL_LABELS.items()]
    )
    school_code = forms.CharField(
        label="学校标识码", required=False, max_length=10, help_text="10 位数字，不清楚可不填"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["county"].choices = county_choices()  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """The name on one line, without odd blanks. What has no sign that can be seen is no name."""
        name = " ".join(clean_cell(self.cleaned_data["name"]).split())
        if not name or not name.isprintable():
            raise forms.ValidationError("学校全称里有看不见的符号，请重新输入")
        return name

    def clean_school_code(self) -> str:
        """Ten digits with a county that is one, or nothing."""
        text = self.cleaned_data["school_code"]
        try:
            return check_school_code(text) if text else ""
        except Fault:
            raise forms.ValidationError("学校标识码是 10 位数字，请核对，或者先不填") from None

    def tenant(self) -> NewTenant:
        """What was filled in."""
        given = self.cleaned_data
        return NewTenant(
            county_id=int(given["county"]),
            name=given["name"],
            school_type=given["school_type"],
            five_four=given["system"] == "54",
            urban_rural=given["urban_rural"],
            school_code=given["school_code"],
        )


@page(power=add_tenant.power, place=any_place, methods=("GET", "POST"))
def open_school(request: PageRequest, *, place: Place, organization_id: int, ticket_id: UUID) -> HttpResponse:
    """Show what was asked and what is there already; POST opens the school and ends the tickets that asked for it."""
    # The power to open schools reaches everywhere; the page stands at the own desk all the same.
    admit(request.actor, DESK_OPEN, place)
    if not is_fresh(request, timezone.now()):
        return to_reproof(request)
    request.actor = with_ticket(request.actor, ticket_id)
    read = ticket_in_hand(request.actor, ticket_id, timezone.now())
    if read.ticket.kind != _KIND:
        raise Refused("helpdesk.ticket.wrong_cure")
    if request.method != "POST":
        return _show(request, place, read, TenantForm(initial=_initial(read.ticket)))
    form = TenantForm(request.POST)
    if not form.is_valid():
        return _show(request, place, read, form, status=422)
    try:
        add_tenant(actor=request.actor, tenant=form.tenant(), now=timezone.now())
    except Refused as refused:
        return _show(request, place, read, form, refused=refused, status=refused.refusal.status)
    messages.success(request, "学校已开通，等待的人都会收到通知。")
    return redirect(desk_address(organization_id, ticket_id))


def _initial(ticket: Ticket) -> dict[str, str]:
    typed = typed_of(ticket)
    return {
        "name": typed.get("school", ""),
        "county": typed.get("county", ""),
        "school_code": typed.get("school_code", ""),
    }


def _show(
    request: PageRequest,
    place: Place,
    read: TicketAtDesk,
    form: TenantForm,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "alike": find_schools(typed_of(read.ticket).get("school", "")),
        "waiting": read.joined + 1,
        "back": desk_address(place.organization_id, read.ticket.pk),
        "here": request.path,
        "refusal": shown(refused) if refused else None,
    }
    return show_desk(request, "open_school", context, place=place, title="开通学校", status=status)
