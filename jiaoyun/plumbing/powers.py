"""Powers: what may be done, by which role, how far.

A power is declared once, in the `powers.py` of the room that uses it. The checks, the menu, "who can put it right" in
refusals, docs/generated/powers.md and the cells of the matrix test all come from the declaration. The expected verdicts
of the matrix do not: they stand in tests/whole/policy.csv (security.md, Decided 12).
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from jiaoyun.plumbing.actor import REGION_ROLES, Actor, Grant, Role


class Reach(StrEnum):
    """How far a role's power goes from its own place."""

    OWN_CLASS = "own_class"
    OWN_SCHOOL = "own_school"
    OWN_PLACE = "own_place"
    REGION = "region"
    PLATFORM = "platform"
    CASE = "case"


REACH_LABELS: dict[Reach, str] = {
    Reach.OWN_CLASS: "本班",
    Reach.OWN_SCHOOL: "本校",
    Reach.OWN_PLACE: "本级",
    Reach.REGION: "本辖区",
    Reach.PLATFORM: "全平台",
    Reach.CASE: "正在处理的工单里的那一个人",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is done: an organization by its path; for school pages the school, and perhaps one class.

    `account_id`: the person whom a page is about, where it is about one; reaches of a case compare it. `line`: the
    names from below the root down to here, where they were read with the place.
    """

    organization_id: int
    path: str
    name: str
    school_id: int | None = None
    school_class_id: UUID | None = None
    account_id: UUID | None = None
    line: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def at_class(self, school_class_id: UUID | None) -> "Place":
        """The same school, seen from one of its classes."""
        return replace(self, school_class_id=school_class_id)

    def about(self, account_id: UUID) -> "Place":
        """The same place, for what concerns one person there."""
        return replace(self, account_id=account_id)


def place_of(grant: Grant) -> Place:
    """The own place of an identity: its school (and class, where it has one), or its region."""
    at_region = grant.role in REGION_ROLES or grant.role is Role.SUPPORT
    school_id = None if at_region else grant.organization_id
    key, path, name = grant.organization_id, grant.path, grant.place_name
    return Place(key, path, name, school_id, grant.school_class_id, line=grant.line)


@dataclass(frozen=True, slots=True)
class Holder:
    """One line of a power: this role holds it within this reach."""

    role: Role
    reach: Reach


@dataclass(frozen=True, slots=True)
class Power:
    """Something that may be done. `name` is room.noun_verb, `label` completes the sentence 「谁能……」."""

    name: str
    label: str
    holders: tuple[Holder, ...]

    def roles(self) -> tuple[Role, ...]:
        """The roles that hold it anywhere, nearest place first."""
        return tuple(holder.role for holder in self.holders)


class Verdict(StrEnum):
    """What a check says: allowed; lacking (the place may be seen, the power is missing); outside (nothing is there)."""

    ALLOWED = "allowed"
    LACKING = "lacking"
    OUTSIDE = "outside"


POWERS: dict[str, Power] = {}


def declare(name: str, label: str, *holders: tuple[Role, Reach]) -> Power:
    """Declare a power. A name declared twice stops the start of the server."""
    if name in POWERS:
        raise ValueError(f"power {name} is declared twice")
    power = Power(name, label, tuple(Holder(role, reach) for role, reach in holders))
    POWERS[name] = power
    return power


def _reaches(grant: Grant, reach: Reach, place: Place) -> bool:
    if reach is Reach.PLATFORM:
        return True
    if reach is Reach.CASE:
        return grant.case_account is not None and grant.case_account == place.account_id
    if reach is Reach.REGION:
        return place.path.startswith(grant.path)
    if reach in (Reach.OWN_SCHOOL, Reach.OWN_PLACE):
        return place.organization_id == grant.organization_id
    return (
        place.organization_id == grant.organization_id
        and grant.school_class_id is not None
        and place.school_class_id == grant.school_class_id
    )


def sees(grant: Grant, place: Place) -> bool:
    """Whether a refusal may admit that the place exists: one's own organization, and for regions all below."""
    if grant.role is Role.SUPPORT:
        return False
    if grant.role in REGION_ROLES:
        return place.path.startswith(grant.path)
    if grant.organization_id != place.organization_id:
        return False
    return place.school_class_id is None or grant.school_class_id in (None, place.school_class_id)


def holds(grant: Grant | None, power: Power, place: Place) -> bool:
    """Whether this identity has the power at the place."""
    return grant is not None and any(
        grant.role is holder.role and _reaches(grant, holder.reach, place) for holder in power.holders
    )


def decide(actor: Actor, power: Power, place: Place) -> Verdict:
    """The verdict for the identity in use. Pure: no query, no clock."""
    if holds(actor.grant, power, place):
        return Verdict.ALLOWED
    if actor.grant is not None and sees(actor.grant, place):
        return Verdict.LACKING
    return Verdict.OUTSIDE


def grant_that_holds(actor: Actor, power: Power, place: Place) -> Grant | None:
    """Another identity of the same person that has the power there: the cure is one switch (身份切换)."""
    return next((grant for grant in actor.others if holds(grant, power, place)), None)
