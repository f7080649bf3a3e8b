"""Who asks: somebody logged in, or a visitor who proved a phone in this browser within half an hour."""

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jiaoyun.accounts.models import Channel, Purpose
from jiaoyun.accounts.proving import Proved, proved
from jiaoyun.helpdesk.access import access_as_asker
from jiaoyun.helpdesk.models import Ticket
from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.pages import PageRequest
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.throttle import Budget, spend

#: What a phone was proved for that a ticket may follow; for tickets themselves first.
_SERVES = (Purpose.TICKET, Purpose.REGISTER, Purpose.LOGIN, Purpose.RECOVER)
A_DAY = Budget("helpdesk.raise", 10, 86_400)


def phone_of(request: PageRequest, now: datetime) -> Proved | None:
    """The phone that a visitor proved for tickets; None for whoever is logged in.

    One that was proved a moment ago for a registration, a log-in or a recovery serves too, in the same browser: what
    these are refused for leads to a ticket by one button (product.md R1, L3, L5, L6), and a ticket changes nothing that
    the phone's owner has.
    """
    if request.actor.is_known:
        return None
    found = (proved(request, purpose, now=now) for purpose in _SERVES)
    return next((proof for proof in found if proof is not None and proof.channel is Channel.PHONE), None)


def to_prove(request: PageRequest, wanted: str) -> HttpResponse:
    """To the page that proves a phone, and from there to the wanted page of ours."""
    return redirect(f"{reverse('helpdesk:prove')}?{urlencode({'next': wanted})}")


def own_ticket(request: PageRequest, ticket_id: UUID, now: datetime) -> Ticket:
    """The ticket of who is here. Http404 where it is somebody else's."""
    phone = phone_of(request, now)
    return access_as_asker(request.actor, phone.digest if phone is not None else None, ticket_id)


def count_one(request: PageRequest, phone: Proved | None, now: datetime) -> None:
    """Count one more ticket of this asker. Refuses helpdesk.ticket.too_many."""
    key = str(request.actor.account_id) if phone is None else digest("ticket-budget", phone.number).hex()
    if not spend(A_DAY, key, now=now).allowed:
        raise Refused("helpdesk.ticket.too_many", most=A_DAY.limit)
