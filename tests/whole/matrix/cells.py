"""The cells of the matrix: every address × method × target × role, each with the verdict that policy.csv expects."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse

from jiaoyun.plumbing.routes import Route, all_routes
from tests.whole.matrix.asking import VISITOR
from tests.whole.matrix.stage import Stage
from tests.whole.matrix.targets import path_values, targets_of
from tests.world_cast import CAST

POLICY = Path(__file__).parent.parent / "policy.csv"
ROLES = (VISITOR, *CAST)
#: Verdicts that let somebody in; all others keep somebody out.
LET_IN = ("ok", "409")


@dataclass(frozen=True, slots=True)
class Cell:
    """One request and the verdict due to it."""

    route: Route
    method: str
    target: str
    role: str
    expected: str

    def __str__(self) -> str:
        return f"{self.method} {self.route.name} [{self.target}] as {self.role}"


def cells_of(method: str, routes: list[Route] | None = None) -> Iterator[Cell]:
    """Every cell of a method. LookupError where the policy says nothing of an address."""
    policy = read_policy()
    for route in routes or all_routes():
        if route.declaration is None or method not in route.declaration.methods:
            continue
        for target in targets_of(route):
            line = policy.get((route.name, method, target))
            if line is None:
                raise LookupError(f"policy.csv has no line for {method} {route.name} {target}")
            yield from (Cell(route, method, target, role, line[role]) for role in ROLES)


def read_policy() -> dict[tuple[str, str, str], dict[str, str]]:
    """(route, method, target) → role → verdict. ValueError for a line that stands twice."""
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    with POLICY.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            for method in line["methods"].split("+"):
                key = (line["route"], method, line["target"])
                if key in found:
                    raise ValueError(f"{key} stands twice in policy.csv")
                found[key] = {role: line[role] for role in ROLES}
    return found


def address_of(stage: Stage, cell: Cell) -> str:
    """The address that the cell asks for."""
    target = targets_of(cell.route)[cell.target]
    return reverse(cell.route.name, kwargs=path_values(stage, cell.route, target))
