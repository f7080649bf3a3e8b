"""What the head of every page shows of notices: how many are new. One query, and none where the page has no head."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from jiaoyun.notices.queries import count_new
from jiaoyun.plumbing.actor import NOBODY
from jiaoyun.plumbing.navigation import badge_shown


def badge(request: HttpRequest) -> dict[str, Any]:
    """`new_notices`: empty, 3 or 99+, counted when a template asks for it."""

    def count() -> str:
        actor = getattr(request, "actor", NOBODY)
        found = count_new(actor) if actor.is_known else 0
        return str(badge_shown(found) or "")

    return {"new_notices": SimpleLazyObject(count)}
