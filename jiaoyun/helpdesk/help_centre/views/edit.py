"""One entry in the editor's hands: its text, what stood before, and a newer built-in text beside it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.helpdesk.help_centre.access import platform_place
from jiaoyun.helpdesk.help_centre.commands.choose_file import choose_file
from jiaoyun.helpdesk.help_centre.commands.edit_entry import edit_entry
from jiaoyun.helpdesk.help_centre.commands.hide_entry import hide_entry
from jiaoyun.helpdesk.help_centre.commands.make_entry import NewEntry, make_entry
from jiaoyun.helpdesk.help_centre.commands.restore_version import restore_version
from jiaoyun.helpdesk.help_centre.current import library, messages_of
from jiaoyun.helpdesk.help_centre.editing import Text, text_of
from jiaoyun.helpdesk.help_centre.editors_menu import HELP_EDITING
from jiaoyun.helpdesk.help_centre.forms import EntryForm, NewEntryForm
from jiaoyun.helpdesk.help_centre.keys import new_key
from jiaoyun.helpdesk.help_centre.library import built_in
from jiaoyun.helpdesk.help_centre.powers import HELP_EDIT
from jiaoyun.helpdesk.help_centre.queries import is_offered, open_miss, versions_of
from jiaoyun.helpdesk.help_centre.views.editing import TITLE
from jiaoyun.plumbing.navigation import menu_of
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place


@page(power=HELP_EDIT, place=platform_place, methods=("GET", "POST"))
def help_edit(request: PageRequest, place: Place, entry: str) -> HttpResponse:
    """The form of an entry with its history; POST saves a new version. 404 where there is no such entry."""
    held = library()
    shown, row = held.entries.get(entry) or held.hidden.get(entry), held.rows.get(entry)
    if shown is None:
        raise Http404
    if request.method == "POST":
        form = EntryForm(request.POST)
        if form.is_valid():
            seen = form.cleaned_data["seen"] or 0
            edit_entry(actor=request.actor, key=entry, text=form.text(), seen=seen, now=timezone.now())
            messages.success(request, "已保存，马上生效。")
            return redirect("helpdesk:help_edit", entry=entry)
    else:
        text = text_of(shown)
        typed = {"also": "\n".join(text.also), "messages": "\n".join(text.messages), "seen": row.version if row else 0}
        form = EntryForm(initial={"question": text.question, "answer": text.answer, **typed})
    offered = built_in()[entry] if row is not None and is_offered(row) else None
    context = {
        "page_title": f"编辑：{shown.question}",
        "crumbs": [("桌面", "/desktop"), (TITLE, reverse("helpdesk:help_editing")), ("编辑", None)],
        "menu": menu_of(HELP_EDITING, request, place, "helpdesk:help_editing"),
        "entry": shown,
        "form": form,
        "seen": row.version if row else 0,
        "hidden": entry in held.hidden,
        "versions": versions_of(entry),
        "explained": messages_of(entry),
        "offered": offered,
        "compared": _compared(text_of(shown), text_of(offered)) if offered else [],
    }
    return render(request, "helpdesk/help_edit.html", context, status=422 if form.errors else 200)


@page(power=HELP_EDIT, place=platform_place, methods=("GET", "POST"))
def help_make(request: PageRequest, place: Place) -> HttpResponse:
    """The form of a new entry; `?miss=` fills in what was asked and not found."""
    if request.method == "POST":
        form = NewEntryForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            new = NewEntry(new_key(given["question"]), form.shelf(), form.text(), given["page"])
            done = make_entry(actor=request.actor, new=new, miss_id=given["miss"], now=timezone.now())
            messages.success(request, "已发布，现在就能搜到。")
            return redirect("helpdesk:help_edit", entry=done.key)
    else:
        miss = open_miss(wanted) if (wanted := _id(request.GET.get("miss", ""))) else None
        initial = {"question": miss.text, "also": miss.text, "miss": miss.pk} if miss else {}
        form = NewEntryForm(initial={"group": "help", **initial})
    context = {
        "page_title": "新写一条",
        "crumbs": [("桌面", "/desktop"), (TITLE, reverse("helpdesk:help_editing")), ("新写一条", None)],
        "menu": menu_of(HELP_EDITING, request, place, "helpdesk:help_make"),
        "form": form,
    }
    return render(request, "helpdesk/help_make.html", context, status=422 if form.errors else 200)


@page(power=HELP_EDIT, place=platform_place, methods=("POST",))
def help_restore(request: PageRequest, place: Place, entry: str) -> HttpResponse:
    """Put an older text back."""
    version_id = _id(request.POST.get("version", ""))
    if version_id is None:
        raise Http404
    seen = _seen(request)
    done = restore_version(actor=request.actor, key=entry, version_id=version_id, seen=seen, now=timezone.now())
    messages.success(request, f"已恢复第 {done.number} 次修改之前的内容。")
    return redirect("helpdesk:help_edit", entry=entry)


@page(power=HELP_EDIT, place=platform_place, methods=("POST",))
def help_hide(request: PageRequest, place: Place, entry: str) -> HttpResponse:
    """Take an entry that was made here down, or put it back."""
    hide = request.POST.get("choice") == "hide"
    hide_entry(actor=request.actor, key=entry, hide=hide, seen=_seen(request), now=timezone.now())
    messages.success(request, "已撤下，读者看不到也搜不到。" if hide else "已重新放上。")
    return redirect("helpdesk:help_edit", entry=entry)


@page(power=HELP_EDIT, place=platform_place, methods=("POST",))
def help_file(request: PageRequest, place: Place, entry: str) -> HttpResponse:
    """Take the newer built-in text, or keep what was edited."""
    take = request.POST.get("choice") == "take"
    choose_file(actor=request.actor, key=entry, take=take, seen=_seen(request), now=timezone.now())
    messages.success(request, "已换成平台自带的内容，原来的留在历史里。" if take else "保留现在的内容，不再提示。")
    return redirect("helpdesk:help_edit", entry=entry)


def _compared(now: Text, offered: Text) -> list[dict[str, str]]:
    return [
        {"label": "问题", "old": now.question, "new": offered.question},
        {"label": "回答", "old": now.answer, "new": offered.answer},
        {"label": "别的问法", "old": "、".join(now.also), "new": "、".join(offered.also)},
        {"label": "提示原文", "old": "、".join(now.messages), "new": "、".join(offered.messages)},
    ]


def _seen(request: PageRequest) -> int:
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
