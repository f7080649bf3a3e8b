"""The benchmarks run: each is started at its smallest and prints its whole report. No figure is judged here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.ground import Timed, compared
from script.postgres import PostgresMissing, _binaries

ROOT = Path(__file__).resolve().parents[1]
_LINES = (
    "2,000 new rows",
    "Jiaoyun: check + apply",
    "floor: check only",
    "floor: check + write",
    "django-import-export, bulk, cached loader",
    "django-import-export, default (500 rows, scaled)",
    "ORM, get_or_create (100 rows, scaled)",
    "2,000 rows again, nothing changed",
    "2,000 mixed rows, 5 % of each clash",
    "Jiaoyun: undo",
    "most memory above an idle worker",
    "floor unchanged",
    "statements",
    "Goals",
)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A benchmark from start to end, as script/bench starts it."""
    try:
        _binaries(ROOT / "var" / "bench" / "postgres" / "data")
    except PostgresMissing as missing:
        pytest.skip(str(missing))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "JIAOYUN_"))}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False)


@pytest.mark.long
def test_it_prints_the_whole_report_of_the_import() -> None:
    done = run("bench.import", "--quick")
    assert done.returncode == 0, done.stderr[-2000:]
    missing = [line for line in _LINES if line not in done.stdout]
    assert not missing, done.stdout
    # Every class of a mixed sheet was recognised: 5 % of each clash of 2,000 rows.
    assert done.stdout.count(" 100") >= 9


@pytest.mark.long
def test_it_prints_the_whole_report_of_the_logins() -> None:
    done = run("bench.logins", "--quick", "--cores", "2")
    assert done.returncode == 0, done.stderr[-2000:]
    doors = ("wrong password", "SMS log-in, code asked", "recovery, who", "recovery, code asked", "registration, code")
    assert not [line for line in ("share ", *doors) if line not in done.stdout], done.stdout
    assert done.stdout.count("AUC 0.5 ±") == 1
    assert done.stdout.count("AUC") == 7


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (("bench.pages", "--rows", "120"), ("bench, far page", "settle fifty ticked", "correct one line")),
        pytest.param(
            ("bench.tickets", "--tickets", "600"),
            ("province: desks of schools", "school: own desk", "support: closed"),
            marks=pytest.mark.long,
        ),
    ],
)
def test_it_compares_two_sizes_and_says_by_its_exit_what_was_missed(
    arguments: tuple[str, ...], lines: tuple[str, ...]
) -> None:
    done = run(*arguments)
    assert not [line for line in (*lines, "goal: ratio") if line not in done.stdout], done.stdout + done.stderr[-2000:]
    assert "0/0" not in done.stdout, "queries are counted"
    # How fast it was is not judged here: a busy machine misses goals.
    assert done.returncode == int("NOT REACHED" in done.stdout)


def test_it_counts_what_misses_the_goal(capsys: pytest.CaptureFixture[str]) -> None:
    few = {"a": Timed(10.0, 5), "b": Timed(10.0, 5), "c": Timed(10.0, 5)}
    many = {"a": Timed(14.9, 5), "b": Timed(15.1, 5), "c": Timed(9.0, 6)}
    assert compared(few, many, ("few", "many"), 1.5) == 2
    assert "NOT REACHED by 2" in capsys.readouterr().out
    assert compared(few, few, ("few", "many"), 1.5) == 0
