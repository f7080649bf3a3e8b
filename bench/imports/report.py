"""Prints what was measured: a table a size, then the goals of the project, reached or not."""

from collections.abc import Mapping
from typing import NamedTuple

from bench.imports.run import Measured, PeerRows

_PEERS = {
    "bulk": "django-import-export, bulk, cached loader",
    "default": "django-import-export, default",
    "orm": "ORM, get_or_create",
}
_PEERS_UNCHANGED = {
    "bulk unchanged": "django-import-export, bulk, skip_unchanged",
    "orm unchanged": "ORM, get_or_create",
}
_JOBS = ("check", "apply", "check unchanged", "undo")
_FLOOR = ("floor check", "floor", "floor unchanged")


class Goal(NamedTuple):
    """What is wanted of a figure: at most or at least `limit`."""

    what: str
    value: float
    limit: float
    at_most: bool
    unit: str

    def __str__(self) -> str:
        reached = self.value <= self.limit if self.at_most else self.value >= self.limit
        sign, verdict = "≤" if self.at_most else "≥", "reached" if reached else "NOT REACHED"
        return f"  {self.what:<62} {self.value:9.2f}{self.unit}  goal {sign} {self.limit:g}{self.unit}  {verdict}"


def print_new(found: Measured, peers: PeerRows | None) -> None:
    """New people and the same sheet again, product beside floor (and peers where they were measured)."""
    rows = found.rows
    _head(f"{rows:,} new rows")
    _line(found, "Jiaoyun: check", ("check",), "floor check")
    _line(found, "Jiaoyun: apply", ("apply",))
    _line(found, "Jiaoyun: check + apply", ("check", "apply"), "floor")
    _line(found, "floor: check only", ("floor check",))
    _line(found, "floor: check + write", ("floor",))
    _peer_lines(_PEERS, peers, found, "floor")
    _head(f"{rows:,} rows again, nothing changed")
    _line(found, "Jiaoyun: check", ("check unchanged",), "floor unchanged")
    _line(found, "floor", ("floor unchanged",))
    _peer_lines(_PEERS_UNCHANGED, peers, found, "floor unchanged")
    for name, stages in found.stages.items():
        print(f"  stages of the {name}, ms: " + ", ".join(f"{stage} {ms:.0f}" for stage, ms in stages.items()))
    print(f"  an upload takes the web process {found.ms('upload'):.0f} ms; it is in none of these figures")


def print_mixed(found: Measured) -> None:
    """The mixed sheet, product alone."""
    _head(f"{found.rows:,} mixed rows, 5 % of each clash")
    for name in ("check", "apply", "undo"):
        _line(found, f"Jiaoyun: {name}", (name,))
    classes = found.classes["mixed"]
    print("  classes: " + ", ".join(f"{name} {count:,}" for name, count in classes.items()))


def print_cost(title: str, found: Measured, peers: PeerRows | None = None) -> None:
    """Memory and statements of each job, and of the floor and the peers where they were measured."""
    print(f"{title}: most memory above an idle worker, child process included (MiB), and statements with COPYs")
    for name in _JOBS:
        _cost_line(f"Jiaoyun: {name}", found, name)
    for name in _FLOOR:
        _cost_line(name, found, name)
    for name, said in _PEERS.items():
        taken = {"default": peers.default, "orm": peers.orm}.get(name, found.rows) if peers else found.rows
        _cost_line(said if taken == found.rows else f"{said} ({taken:,} rows)", found, name)


def _cost_line(title: str, found: Measured, name: str) -> None:
    if name in found.samples:
        print(f"  {title:<54} {found.memory[name]:7.0f} MiB {found.statements[name]:7d} statements")


def print_growth(small: Measured, large: Measured) -> None:
    """Statements for each further block of 5,000 rows."""
    blocks = (large.rows - small.rows) / 5000
    for name in ("check", "apply", "check unchanged"):
        more = (large.statements[name] - small.statements[name]) / blocks
        print(f"  {name:<30} {more:7.2f} statements for each further 5,000 rows")


def goals(found: Measured, memory: float) -> list[Goal]:
    """The goals that one size is held to."""
    rows, held = f"{found.rows:,}", max(found.memory[name] for name in _JOBS if name in found.memory)
    whole, unchanged = found.ms("check", "apply"), found.ms("check unchanged") / found.ms("floor unchanged")
    wanted = [
        Goal(f"{rows} new, check + apply, beside the floor", whole / found.ms("floor"), 1.5, True, " ×"),
        Goal(f"{rows} check alone, beside its floor", found.ms("check") / found.ms("floor check"), 1.5, True, " ×"),
        Goal(f"{rows} unchanged, beside its floor", unchanged, 1.5, True, " ×"),
        Goal(f"{rows} memory above an idle worker", held, memory, True, " MiB"),
    ]
    for name, limit in (("bulk", 2.0), ("default", 10.0)):
        if name in found.samples:
            faster = found.ms(name) / whole
            wanted.append(Goal(f"{rows} new, times as fast as {_PEERS[name]}", faster, limit, False, " ×"))
    if "orm unchanged" in found.samples:
        faster = found.ms("orm unchanged") / found.ms("check unchanged")
        wanted.append(Goal(f"{rows} unchanged, times as fast as ORM get_or_create", faster, 20.0, False, " ×"))
    return wanted


def print_goals(wanted: list[Goal]) -> None:
    """Each goal with what was measured."""
    print("\nGoals")
    for goal in wanted:
        print(goal)


def _peer_lines(names: Mapping[str, str], peers: PeerRows | None, found: Measured, floor: str) -> None:
    if peers is None:
        return
    rows = {"default": peers.default, "orm": peers.orm, "orm unchanged": peers.orm}
    for name, title in names.items():
        taken = rows.get(name, found.rows)
        said = title if taken == found.rows else f"{title} ({taken:,} rows, scaled)"
        _line(found, said, (name,), floor)


def _head(title: str) -> None:
    print(f"\n{title:<56} {'ms':>8} {'rows/s':>9} {'× floor':>9} {'CPU ms':>9} {'× floor':>9}")


def _line(found: Measured, what: str, names: tuple[str, ...], floor: str = "") -> None:
    ms, cpu = found.ms(*names), found.cpu(*names)
    by_clock = f"{ms / found.ms(floor):9.2f}" if floor else " " * 9
    by_processor = f"{cpu / found.cpu(floor):9.2f}" if floor else ""
    print(f"  {what:<54} {ms:8.0f} {found.rows / ms * 1000:9,.0f} {by_clock} {cpu:9.0f} {by_processor}".rstrip())
