"""帮助中心编辑: every entry with its figures, and what was asked and not found."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.helpdesk.help_centre.access import platform_place
from jiaoyun.helpdesk.help_centre.commands.dismiss_miss import dismiss_miss
from jiaoyun.helpdesk.help_centre.editors_menu import HELP_EDITING
from jiaoyun.helpdesk.help_centre.powers import HELP_EDIT
from jiaoyun.helpdesk.help_centre.queries import entry_lines, open_misses
from jiaoyun.plumbing.errors import not_found
from jiaoyun.plumbing.navigation import menu_of
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place

TITLE = "帮助中心编辑"


@page(power=HELP_EDIT, place=platform_place)
def help_editing(request: PageRequest, place: Place) -> HttpResponse:
    """What readers did not find, then the entries: new built-in texts and what did not help first."""
    context = {
        "page_title": TITLE,
        "crumbs": [("桌面", "/desktop"), (TITLE, None)],
        "menu": menu_of(HELP_EDITING, request, place, "helpdesk:help_editing"),
        "misses": open_misses(),
        "lines": entry_lines(timezone.localdate()),
    }
    return render(request, "helpdesk/help_editing.html", context)


@page(power=HELP_EDIT, place=platform_place, methods=("POST",))
def help_dismiss(request: PageRequest, place: Place) -> HttpResponse:
    """Take a question off the list."""
    try:
        miss_id = UUID(request.POST.get("miss", ""))
    except ValueError:
        return not_found(request)
    dismiss_miss(actor=request.actor, miss_id=miss_id, now=timezone.now())
    messages.success(request, "已从列表里拿掉。")
    return redirect("helpdesk:help_editing")
