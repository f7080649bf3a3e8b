"""The permission matrix: every address × method × role × target answers as the reviewed policy.csv says.

The usual run tries each cell once, three in four on SQLite and the others on PostgreSQL, and script/test --long all of
them on both: whom a gate lets in is decided before a database could make a difference.
"""

import os
import zlib
from typing import Any

import pytest
from django.conf import settings

from jiaoyun.plumbing.routes import all_routes
from tests.whole.matrix.asking import Asker
from tests.whole.matrix.cells import ROLES, cells_of, read_policy
from tests.whole.matrix.stage import Stage
from tests.whole.matrix.targets import targets_of
from tests.whole.matrix.tries import Tries

_PARTS = 4
_IS_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
_BOTH = bool(os.environ.get("JIAOYUN_LONG"))
PARTS = range(_PARTS) if _BOTH else range(_PARTS - 1) if _IS_SQLITE else range(_PARTS - 1, _PARTS)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("part", PARTS)
def test_it_answers_every_cell_as_the_policy_says(stage: Stage, method: str, part: int, record_property: Any) -> None:
    tries = Tries(stage, Asker(stage, ROLES))
    for cell in cells_of(method):
        if zlib.crc32(str(cell).encode()) % _PARTS == part:
            tries.try_cell(cell)
    tally = tries.tally
    for name, count in (("cells", tally.cells), ("open", len(tally.open)), ("wrongly shut", len(tally.shut))):
        record_property(f"matrix {name}", count)
    faults = tally.faults()
    assert not faults, "\n".join([f"{len(faults)} of {tally.cells} cells", *faults[:80]])


def test_the_policy_speaks_of_every_address_and_of_nothing_else() -> None:
    asked = {
        (route.name, method, target)
        for route in all_routes()
        for target in targets_of(route)
        for method in (route.declaration.methods if route.declaration else ())
    }
    said = set(read_policy())
    assert asked == said, (sorted(asked - said), sorted(said - asked))
