"""The body of script/test: runs the suite in lanes, each a pytest of its own, and adds up what they found.

The lanes: SQLite, the same on a private PostgreSQL, then the browser tests on both. All run even when one failed.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from script.pace import said, verifications

LANES = {
    "sqlite": ("not browser", False),
    "postgres": ("not browser", True),
    "browser-sqlite": ("browser", False),
    "browser-postgres": ("browser", True),
}
MARKERS = ("kills", "hostile", "slow", "long")
# Pure functions, texts of our own, and files that are refused before a row of them is kept, know no database; the
# benchmarks start a PostgreSQL of their own wherever they run: once is enough.
PURE = (
    "tests/test_bench.py",
    "tests/whole/test_assets.py",
    "tests/whole/test_references.py",
    "tests/whole/test_scope.py",
    "tests/whole/test_sizes.py",
    "tests/whole/test_templates.py",
    "tests/rules",
    "tests/plumbing/sending/test_vendors.py",
    "tests/plumbing/sheets",
    "tests/plumbing/uploads/test_pictures.py",
    "tests/hostile/test_upload_files.py",
    "tests/hostile/test_mutated_uploads.py",
)
_LOOKS_BESIDE = ("tests/plumbing/test_look.py", "tests/roster/test_student_look.py")
# Where the browser is: the other lanes need not read these files, nor the browser's lanes all the others.
BROWSER = ("tests/scenarios", *_LOOKS_BESIDE)
# How pages look is the same whatever database they come from.
LOOKS = ("tests/scenarios/test_every_page.py", *_LOOKS_BESIDE)
# So is what a narrow screen or a browser without scripts makes of it: the usual run walks a scenario that comes in
# several shapes at 360 px and without scripts on SQLite and at 1280 px on PostgreSQL, and one that comes in a single
# shape on SQLite, the imports on both; --long walks all on both.
_IMPORTS = "u1_ or u2_ or u3_ or first_login"
SHAPES = {
    "browser-sqlite": "not (scenarios and 1280)",
    "browser-postgres": f"(1280 or {_IMPORTS}) and not 360 and not script",
}
# What these try is tested on both databases beside them: whole-house walks over pages, machines of states over commands
# that have tests of their own, the samples, and at the browser what asks for no other statement than its neighbours.
# The usual run tries them on SQLite, --long on both.
ONCE = (
    "tests/accounts/recovery/test_no_step_skipped.py",
    "tests/accounts/test_code_machine.py",
    "tests/demo/test_life.py",
    "tests/demo/test_samples.py",
    "tests/whole/test_matrix_has_teeth.py",
    "tests/whole/test_requests.py",
    "tests/whole/test_walk.py",
)
ONCE_BROWSER = tuple(
    f"tests/scenarios/{name}.py" for name in ("test_demo_samples", "test_import_keyboard", "test_shared_computer")
)
QUICK = "not browser and not slow and not kills and not hostile and not long"
# The plug-ins that the tests use; whatever else is installed beside them is not loaded.
PLUGINS = ("django", "xdist", "hypothesispytest", "time_machine")
#: When a lane that hangs is ended; what the runs may take is the budget below, on two cores.
LANE_MINUTES, LONG_LANE_MINUTES = 30, 240
WHOLE_SECONDS, QUICK_SECONDS = 15 * 60, 90
NO_TESTS = 5


@dataclass(frozen=True, slots=True)
class Lane:
    """One pytest run: which tests (a marker expression), on which database, with which further arguments."""

    name: str
    marks: str
    postgres: bool
    arguments: tuple[str, ...]
    may_be_empty: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a lane found. A lane that gave no report, or ended badly without a failed test, counts as one failed."""

    passed: int
    failed: int
    skipped: int
    seconds: float


def options(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="script/test", description="Run the tests; further arguments go to pytest.")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="rules, commands and views on SQLite, within 90 seconds")
    size.add_argument(
        "--long", action="store_true", help="the full counts of kills and hostile inputs (JIAOYUN_LONG=1)"
    )
    size.add_argument(
        "--only",
        metavar="WHAT",
        help=f"a lane ({', '.join(LANES)}, browser), a marker ({', '.join(MARKERS)}) or a path",
    )
    return parser.parse_known_args(arguments)


def chosen_lanes(given: argparse.Namespace, rest: list[str]) -> list[Lane]:
    """The lanes to run, in order. Raises SystemExit for a WHAT that is no lane, marker or path."""
    what, paths = given.only, [part for part in rest if _is_place(part)]
    if given.quick:
        left_out = () if paths else tuple(f"--ignore={path}" for path in BROWSER)
        return [Lane("quick", QUICK, False, (*left_out, *rest), bool(rest))]
    names, marks, extra = list(LANES), "" if given.long else " and not long", rest
    if what in MARKERS:
        names, marks = ["sqlite", "postgres"], f" and {what}"
    elif what and any(what in (name, name.split("-")[0]) for name in LANES):
        names = [name for name in LANES if what in (name, name.split("-")[0])]
    elif what:
        paths = [place for place in (what, f"tests/{what}") if _is_place(place)][:1]
        if not paths:
            raise SystemExit(f"{what} is no lane, no marker and no path; see script/test --help")
        extra = [*paths, *rest]
    whole = not paths
    return [_lane(name, marks, extra, whole=whole, long=given.long, may_be_empty=bool(rest or what)) for name in names]


def _is_place(part: str) -> bool:
    return Path(part.split("::")[0]).exists()


def _lane(name: str, marks: str, extra: list[str], *, whole: bool, long: bool, may_be_empty: bool) -> Lane:
    expression, postgres = LANES[name]
    always, usually = {"postgres": (PURE, ONCE), "browser-postgres": (LOOKS, ONCE_BROWSER)}.get(name, ((), ()))
    once = always if long else (*always, *usually)
    browser = name.startswith("browser")
    # pytest reads a place that it is given even where it is told to ignore it.
    places = tuple(place for place in BROWSER if place not in once) if browser else ()
    left_out = once if browser else (*once, *BROWSER)
    narrowed = (*places, *(f"--ignore={path}" for path in left_out)) if whole else ()
    shapes = ("-k", SHAPES[name]) if whole and not long and name in SHAPES else ()
    return Lane(name, expression + marks, postgres, (*narrowed, *shapes, *extra), may_be_empty)


def workers_of(lane: Lane) -> str:
    """How many processes: one a core of two; at the browser one more, as each waits now for the page, now for us."""
    return "3" if lane.name.startswith("browser") else "2"


def run(lane: Lane, folder: Path, *, long: bool) -> Outcome:
    """Run one lane to its end, or end it with everything it started when its time is over."""
    report = folder / f"{lane.name}.xml"
    pytest = [
        *(sys.executable, "-m", "pytest", "-q", "-n", workers_of(lane), "--dist", "worksteal", "-m", lane.marks),
        *(f"--junitxml={report}", "-o", "junit_logging=no", "-o", "faulthandler_timeout=300"),
        *(part for plugin in PLUGINS for part in ("-p", plugin)),
        *lane.arguments,
    ]
    command = [sys.executable, "-m", "tests.postgres", "--", *pytest] if lane.postgres else pytest
    begun = time.monotonic()
    process = subprocess.Popen(command, env=_environment(folder / lane.name, long=long), start_new_session=True)
    try:
        code = process.wait(timeout=60 * (LONG_LANE_MINUTES if long else LANE_MINUTES))
    except subprocess.TimeoutExpired:
        sys.stderr.write(f"The lane {lane.name} took too long and is ended.\n")
        code = _end(process)
    except BaseException:
        _end(process)
        raise
    return _outcome(report, code, time.monotonic() - begun, may_be_empty=lane.may_be_empty)


def _end(process: subprocess.Popen[bytes]) -> int:
    """SIGTERM first: a private PostgreSQL is then stopped and removed."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def _environment(data: Path, *, long: bool) -> dict[str, str]:
    """A clean world for the lane: nothing of this machine's own installation is read or written."""
    data.mkdir(parents=True)
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("JIAOYUN_") and name != "DATABASE_URL"
    }
    return {
        **kept,
        # How a page looks is the same whatever database it comes from: axe sees each look once in the usual run.
        **({"JIAOYUN_LONG": "1"} if long else {"JIAOYUN_SEEN_BY_AXE": str(data.parent / "seen-by-axe")}),
        "JIAOYUN_DATA": str(data),
        "JIAOYUN_TEST_SQLITE": str(data / "test.sqlite3"),
        "JIAOYUN_PLAIN_STATIC": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        # Playwright runs an event loop in the thread of the test, which Django would take for asynchronous code.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }


def _outcome(report: Path, code: int, seconds: float, *, may_be_empty: bool) -> Outcome:
    if code == NO_TESTS and may_be_empty:
        return Outcome(0, 0, 0, seconds)
    if not report.exists():
        return Outcome(0, 1, 0, seconds)
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):  # noqa: S314 - our own file
        counts = {name: count + int(suite.get(name, "0")) for name, count in counts.items()}
    failed = counts["failures"] + counts["errors"]
    passed = counts["tests"] - failed - counts["skipped"]
    return Outcome(passed, failed or int(code != 0), counts["skipped"], seconds)


def main(arguments: list[str]) -> int:
    given, rest = options(arguments)
    lanes = chosen_lanes(given, rest)
    folder = Path(tempfile.mkdtemp(prefix="jiaoyun-test-"))
    outcomes: dict[str, Outcome] = {}
    budget = budget_of(given, rest)
    pace = said(verifications()) if budget is not None else ""
    try:
        for lane in lanes:
            sys.stdout.write(f"\n=== lane {lane.name}: -m '{lane.marks}'\n")
            sys.stdout.flush()
            outcomes[lane.name] = run(lane, folder, long=given.long)
    except KeyboardInterrupt:
        return 130
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return _report(outcomes, budget, pace)


def budget_of(given: argparse.Namespace, rest: list[str]) -> int | None:
    """Seconds that a run of this kind may take; None for the long run and for one of chosen tests."""
    if rest or given.only or given.long:
        return None
    return QUICK_SECONDS if given.quick else WHOLE_SECONDS


def against(budget: int, seconds: float) -> str:
    """What a run took, held against its budget. A busy machine takes longer: it is said, and fails nothing."""
    over = seconds - budget
    verdict = f"{over:.0f} s OVER" if over > 0 else "within"
    return f"{'total':<17}{seconds:7.1f} s   budget {budget} s on 2 cores: {verdict}"


def _report(outcomes: dict[str, Outcome], budget: int | None, pace: str) -> int:
    lines = [
        f"{name:<17}{o.seconds:7.1f} s   {o.passed} passed, {o.failed} failed, {o.skipped} skipped"
        for name, o in outcomes.items()
    ]
    if budget is not None:
        lines += [against(budget, sum(o.seconds for o in outcomes.values())), pace]
    passed, failed, skipped = (
        sum(getattr(o, what) for o in outcomes.values()) for what in ("passed", "failed", "skipped")
    )
    ran_none = passed + failed == 0
    if ran_none:
        lines.append("No test was run.")
    sys.stdout.write("\n" + "\n".join(lines) + f"\n\n{passed} passed, {failed} failed, {skipped} skipped\n")
    return 1 if failed or ran_none else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
