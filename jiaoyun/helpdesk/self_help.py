"""Counting who helped themselves: a way out followed on a ticket's page, and who came back in the same session.

A person counts as helped who followed a way out and raised no ticket of that kind in the same browser session
afterwards. Whoever gave up counts as helped too, so the share is an upper bound; the figures' page says so.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest

from jiaoyun.helpdesk.models import SelfHelp

_KEY = "ticket_ways"


def note_way(request: HttpRequest, kind: str, day: date) -> None:
    """Count a way out that is followed; once a session and kind."""
    followed = list(request.session.get(_KEY, []))
    if kind in followed:
        return
    request.session[_KEY] = [*followed, kind]
    _count(kind, day, "followed")


def note_return(request: HttpRequest, kind: str, day: date) -> None:
    """Count who followed a way out and raises a ticket of that kind after all."""
    followed = list(request.session.get(_KEY, []))
    if kind in followed:
        request.session[_KEY] = [other for other in followed if other != kind]
        _count(kind, day, "returned")


def _count(kind: str, day: date, field: str) -> None:
    rows = SelfHelp.objects.everywhere("counts of the platform").filter(day=day, kind=kind)
    if rows.update(**{field: F(field) + 1}):
        return
    try:
        with transaction.atomic():
            SelfHelp(day=day, kind=kind, **{field: 1}).save(force_insert=True)
    except IntegrityError:
        rows.update(**{field: F(field) + 1})
