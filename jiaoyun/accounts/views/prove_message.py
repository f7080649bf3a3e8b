"""A code by SMS as the proof that it is still the same person, before a dangerous step."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jiaoyun.accounts import sessions
from jiaoyun.accounts.commands.prove_again import prove_again
from jiaoyun.accounts.models import Purpose
from jiaoyun.accounts.proving import Proved
from jiaoyun.accounts.second_factor.message_page import MessagePage, answer
from jiaoyun.accounts.second_factor.needs import bound_phone
from jiaoyun.accounts.second_factor.steps import next_of
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused


@own_page("a code by SMS to one's own phone, before a dangerous step", methods=("GET", "POST"))
def prove_message(request: PageRequest) -> HttpResponse:
    """Send a code to the bound phone, or take it and go on. Refuses accounts.reproof.no_phone and accounts.code.*."""
    phone = bound_phone(request.actor.account)
    if phone is None:
        raise Refused("accounts.reproof.no_phone")
    return answer(request, _PAGE, phone)


def _follow(request: PageRequest, proof: Proved, now: datetime) -> HttpResponse:
    prove_again(actor=request.actor, how="sms", message=proof, now=now)
    sessions.note_proof(request, now)
    return redirect(next_of(request) or reverse("accounts:personal"))


_PAGE = MessagePage(Purpose.REPROVE, "accounts:prove_message", "短信确认", "accounts:prove_again", _follow)
