"""消息提醒的设置: which notices also come by text message or e-mail."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.notices.commands.set_wishes import set_wishes
from jiaoyun.notices.forms import WishesForm
from jiaoyun.notices.wishes import wishes_of
from jiaoyun.plumbing.pages import PageRequest, own_page


@own_page("one's own wishes about messages", methods=("GET", "POST"))
def notice_settings(request: PageRequest) -> HttpResponse:
    """The boxes; POST keeps them."""
    form = WishesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_wishes(actor=request.actor, wishes=form.wishes(), now=timezone.now())
        messages.success(request, "已保存。新的消息从现在起按这样提醒您。")
        return redirect("notices:settings")
    topics = [
        {"topic": topic, "phone": phone, "email": email}
        for topic, (phone, email) in wishes_of(request.actor.account).items()
    ]
    context = {
        "page_title": "消息提醒",
        "crumbs": [("桌面", "/desktop"), ("消息", "/notices"), ("消息提醒", None)],
        "topics": topics,
    }
    return render(request, "notices/notice_settings.html", context)
