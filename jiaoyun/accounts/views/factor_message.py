"""A code by SMS as the second factor, where a setting allows it for the role."""

from datetime import datetime

from django.http import HttpResponse

from jiaoyun.accounts import sessions
from jiaoyun.accounts.commands.show_factor import Shown, show_factor
from jiaoyun.accounts.models import Purpose
from jiaoyun.accounts.proving import Proved
from jiaoyun.accounts.second_factor.message_page import MessagePage, answer
from jiaoyun.accounts.second_factor.needs import bound_phone, may_use_sms
from jiaoyun.accounts.second_factor.steps import go_on
from jiaoyun.plumbing.actor import Grant
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused


@own_page("a code by SMS to one's own phone, as the second factor", methods=("GET", "POST"))
def factor_message(request: PageRequest) -> HttpResponse:
    """Send a code to the bound phone, or take it. Refuses accounts.factor.no_sms and accounts.code.*."""
    phone = bound_phone(request.actor.account)
    if not may_use_sms(_identity(request)) or phone is None:
        raise Refused("accounts.factor.no_sms")
    return answer(request, _PAGE, phone)


def _follow(request: PageRequest, proof: Proved, now: datetime) -> HttpResponse:
    done = show_factor(actor=request.actor, shown=Shown(message=proof, due=_identity(request)), now=now)
    return go_on(request, done.codes, now)


def _identity(request: PageRequest) -> Grant | None:
    return sessions.factor_due(request) or request.actor.grant


_PAGE = MessagePage(Purpose.SECOND_FACTOR, "accounts:factor_message", "短信验证", "accounts:second_factor", _follow)
