"""谁能做什么: every power with who holds it and how far, out of the declarations the checks themselves use."""

from dataclasses import dataclass

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import POWERS, REACH_LABELS, Holder


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that may be done, and by whom: 「学校管理员（本校）」."""

    label: str
    holders: tuple[str, ...]
    roles: frozenset[Role]


def lines() -> list[Line]:
    """All powers, in the order of their rooms; powers with one label and the same holders stand once."""
    found: dict[tuple[str, tuple[Holder, ...]], Line] = {}
    for power in sorted(POWERS.values(), key=lambda power: power.name):
        holders = tuple(f"{holder.role.label}（{REACH_LABELS[holder.reach]}）" for holder in power.holders)
        found.setdefault((power.label, power.holders), Line(power.label, holders, frozenset(power.roles())))
    return list(found.values())
