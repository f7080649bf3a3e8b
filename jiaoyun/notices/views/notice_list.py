"""消息: what happened, newest first."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.notices.commands.mark_read import mark_read
from jiaoyun.notices.queries import PAGE, notices_for
from jiaoyun.plumbing.pages import PageRequest, own_page


@own_page("one's own notices and those of the identity in use", methods=("GET", "POST"))
def notice_list(request: PageRequest) -> HttpResponse:
    """The list; POST marks one or all as read."""
    if request.method == "POST":
        chosen = _id(request.POST.get("notice", ""))
        done = mark_read(actor=request.actor, notices=[chosen] if chosen else None, now=timezone.now())
        messages.success(request, f"已把 {done.count} 条消息标为已读。" if done.count else "这些消息之前已经读过了。")
        return redirect("notices:list")
    shown = notices_for(request.actor, before=_id(request.GET.get("before", "")))
    context = {
        "page_title": "消息",
        "crumbs": [("桌面", "/desktop"), ("消息", None)],
        "notices": shown,
        "has_new": any(notice.is_new for notice in shown),
        "older": shown[-1].id if len(shown) == PAGE else None,
    }
    return render(request, "notices/notice_list.html", context)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
