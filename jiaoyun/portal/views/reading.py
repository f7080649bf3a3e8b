"""大字 and 高对比: reading aids that a cookie remembers, also without scripts."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jiaoyun.accounts.addresses import safe_next
from jiaoyun.plumbing.pages import PageRequest, public_page

_CHOICES = {"text": {"large", "normal"}, "contrast": {"high", "normal"}}
_YEAR = 365 * 86400


@public_page("everybody may read in large letters", methods=("POST",))
def reading(request: PageRequest) -> HttpResponse:
    """Remember what was chosen and go back to the page. Unknown choices change nothing."""
    response = redirect(safe_next(request, request.POST.get("next", "")) or reverse("portal:home"))
    for name, choices in _CHOICES.items():
        if (value := request.POST.get(name)) in choices:
            # Readable by the page's script, which changes it at once; it says nothing about the person.
            response.set_cookie(name, value, max_age=_YEAR, samesite="Lax", secure=request.is_secure())
    return response
