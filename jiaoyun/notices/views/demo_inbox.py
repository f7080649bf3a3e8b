"""演示收件箱: the text messages and e-mails of the demo; nothing is here in a real installation."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from jiaoyun.notices.inbox import newest_messages
from jiaoyun.plumbing.pages import PageRequest, public_page


@public_page("the demo's messages go to nobody; not there outside demo mode")
def demo_inbox(request: PageRequest) -> HttpResponse:
    """The newest messages, newest first."""
    if not settings.JIAOYUN_DEMO:
        raise Http404
    context = {"page_title": "演示收件箱", "messages_sent": newest_messages()}
    return render(request, "notices/demo_inbox.html", context)
