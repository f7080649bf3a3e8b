"""What to do next, after 「不是我操作的」."""

from django.http import HttpResponse
from django.shortcuts import render

from jiaoyun.plumbing.pages import PageRequest, public_page


@public_page("the page after a link that needs no log-in")
def not_me_done(request: PageRequest) -> HttpResponse:
    """Everybody is out: a new password, and a ticket where that does not work any more."""
    return render(request, "notices/not_me_done.html", {"page_title": "所有登录都已退出"})
