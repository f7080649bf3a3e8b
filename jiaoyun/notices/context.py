"""What the head of every page shows of notices: how many are new. They are counted with the badges of the menu, by one
query in all, and not where the page has no head."""

from typing import Any

from django.http import HttpRequest

from jiaoyun.notices.queries import new_ones
from jiaoyun.plumbing.actor import NOBODY
from jiaoyun.plumbing.counting import later


def badge(request: HttpRequest) -> dict[str, Any]:
    """`new_notices`: 0, 3 or 99+, counted when a template reads it."""
    actor = getattr(request, "actor", NOBODY)
    return {"new_notices": later(request, new_ones(actor)) if actor.is_known else 0}
