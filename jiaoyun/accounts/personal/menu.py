"""个人中心: its left menu, and rendering a page in it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jiaoyun.plumbing.pages import PageRequest

_ITEMS = (
    ("基本信息", "accounts:personal"),
    ("个人设置", "accounts:personal_settings"),
    ("登录安全", "accounts:safety"),
    ("登录设备", "accounts:devices"),
    ("我的身份", "accounts:my_identities"),
    ("我的班级", "roster:my_class"),
    ("我的孩子", "roster:my_children"),
    ("我的申请", "accounts:applications"),
    ("同意记录", "accounts:my_consents"),
    ("我的数据", "accounts:my_data"),
)


def personal_menu(current: str) -> dict[str, Any]:
    """The menu with the entry of this URL name marked."""
    items = [
        {"label": label, "address": reverse(page), "sub": False, "current": page == current} for label, page in _ITEMS
    ]
    return {"label": "个人中心", "items": items}


def show_personal(
    request: PageRequest,
    template: str,
    context: dict[str, Any],
    *,
    title: str,
    entry: str = "accounts:personal",
    status: int = 200,
) -> HttpResponse:
    """Render a page of 个人中心: adds page_title, menu (with `entry` marked) and crumbs."""
    top = reverse("accounts:personal")
    framed = {
        "page_title": title,
        "menu": personal_menu(entry),
        "crumbs": [("桌面", reverse("portal:desktop")), ("个人中心", top), (title, None)],
        **context,
    }
    return render(request, template, framed, status=status)
