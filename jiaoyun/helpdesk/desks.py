"""Desks: the way of a ticket along the tree, up from its home to the root, and the day by which a desk must answer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from jiaoyun.helpdesk.levels import LEVEL_OF_KIND, ORDER, Level
from jiaoyun.organizations.frames import ids_of
from jiaoyun.organizations.models import Kind, Organization
from jiaoyun.rules.working_days import add_working_days


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk: its level, its organization, and the class where it is a class's."""

    level: Level
    organization_id: int
    school_class_id: UUID | None = None


def root() -> Organization:
    """The province, where a ticket belongs that nobody can place."""
    rows = Organization.objects.everywhere("the root of the tree").filter(kind=Kind.PROVINCE, parent__isnull=True)
    found: Organization = rows.get()
    return found


def desks_of(home: Organization, school_class_id: UUID | None = None) -> list[Desk]:
    """Every desk that a ticket from here can come to, nearest first; the last is support. One query where the line
    above was not read with the home."""
    rows = home.read_line()
    if rows[-1].parent_id is not None:
        rows = Organization.objects.everywhere("the line above a ticket's home").filter(pk__in=ids_of(home.path))
    line = {LEVEL_OF_KIND[row.kind]: row.pk for row in rows}
    desks = [Desk(level, line[level]) for level in ORDER if level in line]
    if school_class_id is not None and Level.SCHOOL in line:
        desks.insert(0, Desk(Level.CLASS, line[Level.SCHOOL], school_class_id))
    return [*desks, Desk(Level.SUPPORT, ids_of(home.path)[0])]


def first_desk(level: Level, home: Organization, school_class_id: UUID | None = None) -> Desk:
    """The desk of this level, or the nearest one above where the line has none of it."""
    at = ORDER.index(level)
    return next(desk for desk in desks_of(home, school_class_id) if ORDER.index(desk.level) >= at)


def desks_around(level: Level, home: Organization) -> tuple[Desk | None, Desk | None]:
    """The next desk up, None above support, and the next one down towards the ticket's home, None where there is none.

    A class is never handed to. One query at most, as of desks_of.
    """
    at, desks = ORDER.index(level), desks_of(home)
    above = next((desk for desk in desks if ORDER.index(desk.level) > at), None)
    return above, next((desk for desk in reversed(desks) if ORDER.index(desk.level) < at), None)


def desk_above(level: Level, home: Organization) -> Desk | None:
    """The next desk up; None above support."""
    return desks_around(level, home)[0]


def desk_below(level: Level, home: Organization) -> Desk | None:
    """The next desk down towards the ticket's home; None where there is none."""
    return desks_around(level, home)[1]


def due_after(now: datetime, working_days: int) -> datetime:
    """The moment by which a desk must have answered: the same time of day, so many working days later."""
    local = timezone.localtime(now)
    day = add_working_days(local.date(), working_days)
    return local.replace(year=day.year, month=day.month, day=day.day)
