"""The workbench's pages with 100,000 rows beside the same pages with 100, on PostgreSQL; --rows N for another number"""

import sys
from collections.abc import Callable
from itertools import count
from typing import Any

from bench.ground import Timed, compared, number_after, run_on_postgres, timed

GOAL, TRIES, FEW = 1.5, 15, 100
PAGES = (
    ("bench, first class", ""),
    ("bench, all new", "?class=new"),
    ("bench, far page", "?class=new&after={far}"),
    ("bench, faulty", "?class=faulty"),
    ("confirm", "/confirm"),
)


def main(arguments: list[str]) -> int:
    """1 where the goal is missed."""
    rows = number_after("--rows", arguments, 100_000)
    return run_on_postgres("bench.pages", arguments, lambda: _compare(rows))


def _compare(rows: int) -> int:
    from tests.world import build_world

    world = build_world()
    small = _measure(world, "school_admin", FEW)
    large = _measure(world, "neighbour_admin", rows)
    return int(compared(small, large, (f"{FEW} rows", f"{rows:,} rows"), GOAL) > 0)


def _measure(world: Any, role: str, rows: int) -> dict[str, Timed]:
    from tests.roster.importing import HEAD, import_sheet, new_pupil, sheet

    faulty = [["坏号码", "369901201909010020", "", "一（1）班", "", "", "", ""]]
    offset = 0 if role == "school_admin" else 1000
    pupils = [new_pupil(serial % 499, f"新生{serial}号".translate(_HAN)) for serial in range(offset, offset + rows - 1)]
    for serial, row in enumerate(pupils):
        row[1] = row[2] = ""
        row.append(f"{2010 + serial % 9}-{1 + serial % 12:02d}-{1 + serial % 28:02d}")
    found = import_sheet(world, sheet([*pupils, *faulty], head=(*HEAD, "出生日期")), role)
    client = world.client(role)
    address = f"/school/{found.place.school_id}/imports/{found.batch.pk}"
    got = {
        name: timed(lambda path=path: client.get(address + path.format(far=rows // 2)), TRIES) for name, path in PAGES
    }
    return {**got, **_posted(client, address, rows)}


_HAN = {ord(str(digit)): han for digit, han in enumerate("零一二三四五六七八九")}


def _posted(client: Any, address: str, rows: int) -> dict[str, Timed]:
    """One line settled, fifty ticked ones settled, one line corrected; as the page's forms send them."""
    from tests.html import Html

    page = Html(client.get(f"{address}?class=new").content.decode())
    token = next(form.hidden["csrfmiddlewaretoken"] for form in page.forms if "csrfmiddlewaretoken" in form.hidden)
    turns = count()

    def send(path: str, **values: Any) -> Callable[[], Any]:
        return lambda: client.post(f"{address}/{path}", {"csrfmiddlewaretoken": token, **values, **changed(path)})

    def changed(path: str) -> dict[str, str]:
        """Something else each time, or nothing would be written."""
        turn = next(turns)
        if path == "correct":
            return {"cell-name": f"坏号码{'甲乙丙丁戊己庚辛壬癸'[turn % 10]}"}
        return {"choice": ("skip", "add")[turn % 2]}

    ticked = [str(line) for line in range(2, 52)]
    return {
        "settle one line": timed(send("settle", **{"class": "new", "line": "2"}), TRIES, 302),
        "settle fifty ticked": timed(send("settle", **{"class": "new", "row": ticked}), TRIES, 302),
        "correct one line": timed(send("correct", **{"class": "faulty", "line": str(rows + 1)}), TRIES, 302),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
