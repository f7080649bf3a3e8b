"""How a clash is told: the refusal with its values, and the kind of ticket that helps (product.md R1, R2, R4, R5)."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.registration.clashes import Clash, Kind
from jiaoyun.accounts.registration.facts import Holder
from jiaoyun.accounts.requests.own import reviewers_of
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.carried import carry
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.masking import mask_name

#: Kinds of tickets; the help desk declares them under these keys.
CLASH_TICKET = "identity_clash"
_TICKETS = {
    Kind.DELETED: "account_restore",
    Kind.FORMER: "unbind_document",
    Kind.PHONE: "unbind_phone",
    Kind.PHONE_PENDING: "unbind_phone",
}

#: What is typed here by the keys of tickets' forms; the kind of document and the password are not among them.
_CARRIED = ("name", "document", "phone", "school")


def carry_typed(request: HttpRequest, kind: str, typed: Mapping[str, str]) -> None:
    """Fill the ticket of this kind in with what was typed, and with nothing from the record."""
    carry(request, kind, {name: typed.get(name, "") for name in _CARRIED})


def ticket_of(kind: Kind) -> str:
    """The kind of ticket that helps with a clash."""
    return _TICKETS.get(kind, CLASH_TICKET)


def refusal_of(clash: Clash, school_id: int) -> Refused:
    """The refusal of a clash. Of the record it says: pending where and since when, and whose account a phone is on."""
    ticket = ticket_of(clash.kind)
    if clash.kind is Kind.DELETED:
        return Refused("accounts.register.deleted", kind=ticket)
    if clash.kind is Kind.PENDING:
        return Refused("accounts.register.pending", kind=ticket, **_reviewed(clash))
    if clash.kind is Kind.PHONE_PENDING:
        return Refused("accounts.register.phone_pending", kind=ticket, **_reviewed(clash))
    if clash.kind is Kind.STAFF:
        return Refused("accounts.register.staff", kind=ticket)
    if clash.kind is Kind.FORMER:
        after = f"{reverse('accounts:application_new')}?{urlencode({'school': school_id})}"
        return Refused("accounts.register.former", kind=ticket, next=after)
    if clash.kind is Kind.PHONE:
        return Refused("accounts.register.phone", kind=ticket, **whose(clash.holder))
    return Refused("accounts.register.unclear", kind=ticket)


def whose(holder: Holder) -> dict[str, str]:
    """Whose account a phone is on, for whoever proved the phone: the masked name and the roles."""
    roles = "、".join(role.label for role in Role if role in holder.roles)
    return {"holder": mask_name(holder.name), "roles": roles}


def _reviewed(clash: Clash) -> dict[str, str]:
    """Which school reviews a pending request, who does, since when."""
    pending = clash.holder.pending
    if pending is None:
        raise LookupError("a pending clash without its request")
    place = (
        Organization.objects.everywhere("the school that reviews")
        .select_related("parent")
        .get(pk=pending.organization_id)
    )
    since = timezone.localtime(pending.since)
    reviewer = reviewers_of([place])[place.pk]
    return {
        "place": pending.place,
        "since": f"{since.year}年{since.month}月{since.day}日",
        "reviewer": reviewer,
        "who": f"您自己，或者{reviewer}",
    }
