"""重置密码 of one person of a school."""

from uuid import UUID

from django.http import HttpResponse

from jiaoyun.accounts.belonging import person_place
from jiaoyun.accounts.commands.reset_passwords import reset_passwords
from jiaoyun.accounts.people.cards import person_card
from jiaoyun.accounts.people.resetting import reset_page
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place


@page(power=reset_passwords.power, place=person_place, methods=("GET", "POST"))
def person_reset(request: PageRequest, *, place: Place, school_id: int, account_id: UUID) -> HttpResponse:
    """Ask; POST resets and shows the one-time password once."""
    card = person_card(request.actor, place)
    return reset_page(request, place, [account_id], [card.name], do=request.method == "POST")
