"""The help desk's list with 200,000 tickets beside the same with 200, on PostgreSQL; --tickets N for another number"""

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bench.ground import Timed, compared, number_after, run_on_postgres, timed

GOAL, TRIES, FEW = 1.5, 15, 200
#: Who looks, and what of the list: the own desk, the desks below, each filter, the next page.
LISTS = (
    ("province: own desk", "province_admin", ""),
    ("province: desks of schools", "province_admin", "level=school"),
    ("province: desks of counties", "province_admin", "level=county"),
    ("province: schools, one kind", "province_admin", "level=school&kind=thaw"),
    ("province: schools, closed", "province_admin", "level=school&state=closed"),
    ("province: schools, overdue", "province_admin", "level=school&overdue=1"),
    ("province: schools, next page", "province_admin", "level=school&after={after}"),
    ("county: desks of schools", "county_admin", "level=school"),
    ("county: schools, closed", "county_admin", "level=school&state=closed"),
    ("school: own desk", "school_admin", ""),
    ("school: asked back", "school_admin", "state=asked"),
    ("school: mine", "school_admin", "mine=1"),
    ("support: own desk", "support", ""),
    ("support: closed", "support", "state=closed"),
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
    from tests.world import build_world

    world = build_world()
    now = world.now
    _fill(world, range(FEW), now)
    small = _measure(world, now)
    _fill(world, range(FEW, tickets), now)
    large = _measure(world, now)
    return int(compared(small, large, (f"{FEW} tickets", f"{tickets:,} tickets"), GOAL) > 0)


def _fill(world: Any, numbers: range, now: datetime) -> None:
    from django.db import connection

    from jiaoyun.helpdesk.models import Ticket
    from jiaoyun.plumbing.bulk import insert_rows

    insert_rows(Ticket, _COLUMNS, _rows(world, numbers, now))
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze helpdesk_ticket")


def _rows(world: Any, numbers: range, now: datetime) -> Iterator[tuple[Any, ...]]:
    """Tickets of a year, spread over the desks; closed ones as many as open ones."""
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
    for number in numbers:
        level, state = _LEVELS[number % 10], _STATES[number // 10 % 10]
        here = world.place(places[level][number // 100 % len(places[level])]).organization_id
        raised = now - timedelta(minutes=number * 525_600 // max(numbers.stop, 1))
        closed = raised + timedelta(hours=9) if state == "closed" else None
        yield (
            *(uuid7(), f"B{number:09d}", kinds[number // 7 % len(kinds)], "", "", "", "", asker, "", {}),
            *(level, here, here, state, handler if number % 3 == 0 else None, raised, raised + timedelta(days=2)),
            *(raised, 0, 0, closed, "answered" if closed else "", "", 1),
        )


def _measure(world: Any, now: datetime) -> dict[str, Timed]:
    from django.urls import reverse

    found = {}
    for title, role, query in LISTS:
        client, here = world.client(role), world.actor(role).grant.organization_id
        after = f"{(now - timedelta(days=180)).isoformat()}_{world.accounts['teacher']}".replace("+", "%2B")
        address = f"{reverse('helpdesk:desk', kwargs={'organization_id': here})}?{query.format(after=after)}"
        found[title] = timed(lambda client=client, address=address: client.get(address), TRIES)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
