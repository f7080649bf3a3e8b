"""What the head of every page shows of notices: how many are new. One query, and none where the page has no head."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from jiaoyun.notices.queries import MOST_COUNTED, count_new
from jiaoyun.plumbing.actor import NOBODY


def badge(request: HttpRequest) -> dict[str, Any]:
    """`new_notices`: empty, 3 or 99+, counted when a template asks for it."""

    def count() -> str:
        actor = getattr(request, "actor", NOBODY)
        found = count_new(actor) if actor.is_known else 0
        return f"{MOST_COUNTED - 1}+" if found >= MOST_COUNTED else str(found or "")

    return {"new_notices": SimpleLazyObject(count)}
