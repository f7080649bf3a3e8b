"""The help desk's list with 200,000 tickets beside the same with 200, on PostgreSQL; --tickets N for another number"""

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from bench.ground import Timed, compared, number_after, run_on_postgres, timed

GOAL, TRIES, FEW = 1.5, 15, 200
#: Below so many tickets nobody looks at the figures: does it run at all?
ENOUGH, TRIES_OF_LESS = 10_000, 1


class List(NamedTuple):
    """Who looks at what of the list; `only`: what all tickets of the small measurement are, to stand in it."""

    title: str
    role: str
    query: str
    level: str
    only: dict[str, str] = {}


#: The own desk, the desks below, each filter, the next page.
LISTS = (
    List("province: own desk", "province_admin", "", "province"),
    List("province: desks of schools", "province_admin", "level=school", "school"),
    List("province: desks of counties", "province_admin", "level=county", "county"),
    List("province: schools, one kind", "province_admin", "level=school&kind=thaw", "school", {"kind": "thaw"}),
    List("province: schools, closed", "province_admin", "level=school&state=closed", "school", {"state": "closed"}),
    List("province: schools, overdue", "province_admin", "level=school&overdue=1", "school"),
    List("province: schools, next page", "province_admin", "level=school&after={after}", "school"),
    List("county: desks of schools", "county_admin", "level=school", "school"),
    List("county: schools, closed", "county_admin", "level=school&state=closed", "school", {"state": "closed"}),
    List("school: own desk", "school_admin", "", "school"),
    List("school: asked back", "school_admin", "state=asked", "school", {"state": "asked"}),
    List("school: mine", "school_admin", "mine=1", "school", {"handler": "school_admin"}),
    List("support: own desk", "support", "", "support"),
    List("support: closed", "support", "state=closed", "support", {"state": "closed"}),
)
_COLUMNS = (
    *("id", "number", "kind", "refusal", "help_entry", "object_kind", "object_id", "asker_id", "phone_hint", "facts"),
    *("level", "organization_id", "home_id", "state", "handler_id", "raised_at", "due_at", "changed_at", "climbed"),
    *("reopened", "closed_at", "closed_why", "cured_by", "version"),
)
_STATES = ("open", "closed", "open", "closed", "asked", "closed", "open", "closed", "waiting", "closed")
#: Every second ticket is a school's, every fourth a county's, then cities, the province, the support.
_LEVELS = ("school", "county", "school", "city", "school", "county", "school", "province", "school", "support")


def main(arguments: list[str]) -> int:
    """1 where the goal is missed."""
    tickets = number_after("--tickets", arguments, 200_000)
    return run_on_postgres("bench.tickets", arguments, lambda: _compare(tickets))


def _compare(tickets: int) -> int:
    """The small page is as full as the large one: 200 tickets that all stand in the list that is measured."""
    from jiaoyun.helpdesk.models import Ticket
    from tests.world import build_world

    world = build_world()
    now = world.now
    tries = TRIES if tickets >= ENOUGH else TRIES_OF_LESS
    small = {}
    for each in LISTS:
        _fill(world, range(FEW), now, each)
        small[each.title] = _measure(world, now, each, tries)
        Ticket.objects.everywhere("the benchmark's own").delete()
    _fill(world, range(tickets), now)
    large = {each.title: _measure(world, now, each, tries) for each in LISTS}
    return int(compared(small, large, (f"{FEW} tickets", f"{tickets:,} tickets"), GOAL) > 0)


def _fill(world: Any, numbers: range, now: datetime, only: List | None = None) -> None:
    from django.db import connection

    from jiaoyun.helpdesk.models import Ticket
    from jiaoyun.plumbing.bulk import insert_rows

    # Asked before the COPY begins, whose connection answers nothing else.
    top = world.actor(only.role).grant.path if only is not None else ""
    insert_rows(Ticket, _COLUMNS, _rows(world, numbers, now, only, top))
    with connection.cursor() as cursor:
        # All of it, as an installation's autovacuum would have: the lists ask the tree of organizations too.
        cursor.execute("vacuum analyze")


def _rows(world: Any, numbers: range, now: datetime, only: List | None, top: str) -> Iterator[tuple[Any, ...]]:
    """Tickets of a year: spread over all desks, closed ones as many as open ones; or all of them `only` of one list."""
    from uuid_utils.compat import uuid7

    from jiaoyun.helpdesk.kinds import KINDS
    from tests.world_cast import PLACES

    kinds, asker, handler = sorted(KINDS), world.accounts["teacher"], world.accounts["school_admin"]
    places = {
        "school": [key for key, place in world.places.items() if place.school_id is not None],
        "county": [key for key in PLACES if "county" in key and "school" not in key],
        "city": ["city", "other_city"],
        "province": ["province"],
        "support": ["province"],
    }
    fixed = only.only if only is not None else {}
    if only is not None:
        # Its desks: those below the place of whoever looks.
        places[only.level] = [key for key in places[only.level] if world.place(key).path.startswith(top)]
    for number in numbers:
        level = only.level if only is not None else _LEVELS[number % 10]
        state = fixed.get("state", "open" if only is not None else _STATES[number // 10 % 10])
        kind = fixed.get("kind", kinds[number // 7 % len(kinds)])
        handled = handler if number % 3 == 0 or "handler" in fixed else None
        here = world.place(places[level][number // 100 % len(places[level])]).organization_id
        raised = now - timedelta(minutes=number * 525_600 // max(numbers.stop, 1))
        closed = raised + timedelta(hours=9) if state == "closed" else None
        yield (
            *(uuid7(), f"B{number:09d}", kind, "", "", "", "", asker, "", {}),
            *(level, here, here, state, handled, raised, raised + timedelta(days=2)),
            *(raised, 0, 0, closed, "answered" if closed else "", "", 1),
        )


def _measure(world: Any, now: datetime, what: List, tries: int) -> Timed:
    from django.urls import reverse

    client, here = world.client(what.role), world.actor(what.role).grant.organization_id
    after = f"{(now - timedelta(days=180)).isoformat()}_{world.accounts['teacher']}".replace("+", "%2B")
    address = f"{reverse('helpdesk:desk', kwargs={'organization_id': here})}?{what.query.format(after=after)}"
    return timed(lambda: client.get(address), tries)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
