"""The challenge that a browser solves before its first code."""

from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from jiaoyun.accounts.proof_of_work import new_challenge
from jiaoyun.plumbing.pages import PageRequest, public_page


@public_page("whoever asks for a code works for it first")
def proof_of_work(request: PageRequest) -> HttpResponse:
    """A new challenge as ALTCHA writes it; never stored anywhere."""
    return JsonResponse(new_challenge(timezone.now()), headers={"Cache-Control": "no-store"})
