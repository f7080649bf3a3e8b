"""The lanes of script/test run what they say: no lane may quietly repeat another."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from script.lanes import (
    BROWSER,
    LANES,
    LOOKS,
    ONCE,
    ONCE_BROWSER,
    PLUGINS,
    PURE,
    QUICK_SECONDS,
    SHAPES,
    WHOLE_SECONDS,
    Lane,
    against,
    budget_of,
    chosen_lanes,
    options,
)
from script.pace import said, verifications


def lanes(*arguments: str) -> list[Lane]:
    return chosen_lanes(*options(list(arguments)))


def test_it_runs_the_postgres_lane_on_postgres() -> None:
    expected = "postgresql" if os.environ.get("JIAOYUN_TEST_POSTGRES") else "sqlite"
    assert connection.vendor == expected


def test_it_runs_all_lanes_unless_told_otherwise() -> None:
    assert [lane.name for lane in lanes()] == list(LANES)
    assert all("not long" in lane.marks for lane in lanes())
    assert not any("long" in lane.marks for lane in lanes("--long"))


def test_it_leaves_what_knows_no_database_out_of_the_second_database_only() -> None:
    ignored = {lane.name: {part for part in lane.arguments if part.startswith("--ignore")} for lane in lanes()}
    browser = {f"--ignore={place}" for place in BROWSER}
    assert ignored["sqlite"] == browser
    assert ignored["postgres"] > browser | {f"--ignore={place}" for place in ONCE}
    assert ignored["browser-sqlite"] == set()
    assert ignored["browser-postgres"] > {f"--ignore={place}" for place in ONCE_BROWSER}
    assert all(Path(place).exists() for place in (*PURE, *ONCE, *LOOKS, *ONCE_BROWSER))


def test_it_leaves_nothing_out_of_the_second_database_that_knows_one_in_the_long_run() -> None:
    ignored = {lane.name: {part for part in lane.arguments if part.startswith("--ignore")} for lane in lanes("--long")}
    assert ignored["postgres"] == {f"--ignore={place}" for place in (*PURE, *BROWSER)}
    assert ignored["browser-postgres"] == {f"--ignore={place}" for place in LOOKS}


def test_it_looks_for_the_browser_where_it_is() -> None:
    marked = {str(path) for path in Path("tests").rglob("test_*.py") if "pytest.mark.browser" in path.read_text()}
    marked.discard("tests/whole/test_lanes.py")
    scenarios = {str(path) for path in Path("tests/scenarios").rglob("test_*.py")}
    assert marked == scenarios | {place for place in BROWSER if place.endswith(".py")}


def test_it_walks_each_shape_of_a_scenario_on_one_database_and_all_on_both_in_the_long_run() -> None:
    narrowed = {lane.name: lane.arguments[lane.arguments.index("-k") + 1] for lane in lanes() if "-k" in lane.arguments}
    assert narrowed == SHAPES
    assert set(SHAPES) == {"browser-sqlite", "browser-postgres"}
    assert not any("-k" in lane.arguments for lane in (*lanes("--long"), *lanes("--only", "tests/scenarios")))


@pytest.mark.slow
def test_it_walks_every_scenario_in_the_usual_run() -> None:
    def walked(*narrowed: str) -> set[str]:
        plugins = [part for name in PLUGINS for part in ("-p", name)]
        what = ["--collect-only", "-q", "-m", "browser and not long", *narrowed, "tests/scenarios"]
        command = [sys.executable, "-m", "pytest", *plugins, *what]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return {line for line in done.stdout.splitlines() if "::" in line}

    everything = walked()
    assert len(everything) > len(SHAPES)
    assert everything == set.union(*(walked("-k", shapes) for shapes in SHAPES.values()))


@pytest.mark.parametrize(
    ("what", "names"),
    [
        ("sqlite", ["sqlite"]),
        ("browser", ["browser-sqlite", "browser-postgres"]),
        ("kills", ["sqlite", "postgres"]),
        ("whole", list(LANES)),
    ],
)
def test_it_narrows_to_a_lane_a_marker_or_a_place(what: str, names: list[str]) -> None:
    assert [lane.name for lane in lanes("--only", what)] == names


def test_it_refuses_a_name_that_is_nothing() -> None:
    with pytest.raises(SystemExit, match="no lane, no marker and no path"):
        lanes("--only", "no-such-thing")


@pytest.mark.parametrize(
    ("arguments", "seconds"),
    [
        ([], WHOLE_SECONDS),
        (["--quick"], QUICK_SECONDS),
        (["--long"], None),
        (["--only", "kills"], None),
        (["--quick", "tests/rules"], None),
    ],
)
def test_it_holds_whole_runs_to_their_budget(arguments: list[str], seconds: int | None) -> None:
    assert budget_of(*options(arguments)) == seconds


def test_it_says_by_how_much_a_run_was_too_long() -> None:
    assert "891.0 s   budget 900 s on 2 cores: within" in against(900, 891)
    assert "942.3 s   budget 900 s on 2 cores: 42 s OVER" in against(900, 942.3)


def test_it_says_how_fast_the_machine_is_beside_the_one_of_the_budget() -> None:
    assert "   45.0 verifications a second, 50% of the machine of the budget" in said(45)
    assert verifications() > 0
