"""Who may act on whose account: never on an equal, never on whoever runs another place (security.md, Decided 6)."""

from itertools import product
from uuid import UUID

import pytest

from jiaoyun.accounts.authority import HeldIdentity, may_act_on
from jiaoyun.plumbing.actor import ADMINISTRATOR_ROLES, Actor, Grant, Role

SCHOOL, COUNTY, CITY, PROVINCE = "/1/2/3/4/", "/1/2/3/", "/1/2/", "/1/"
OTHER_SCHOOL, OTHER_COUNTY = "/1/2/3/5/", "/1/2/9/"
_SOMEBODY = UUID(int=1)


def actor(role: Role, path: str) -> Actor:
    return Actor(_SOMEBODY, "管理员", Grant(_SOMEBODY, role, 1, path, "地方"))


@pytest.mark.parametrize(
    ("who", "path", "held", "expected"),
    [
        (Role.HOMEROOM, SCHOOL, [(Role.STUDENT, SCHOOL)], True),
        (Role.HOMEROOM, SCHOOL, [(Role.TEACHER, SCHOOL)], False),
        (Role.SCHOOL_ADMIN, SCHOOL, [(Role.STUDENT, SCHOOL)], True),
        (Role.SCHOOL_ADMIN, SCHOOL, [(Role.TEACHER, SCHOOL), (Role.HOMEROOM, SCHOOL)], True),
        (Role.SCHOOL_ADMIN, SCHOOL, [(Role.TEACHER, SCHOOL), (Role.GUARDIAN, OTHER_SCHOOL)], True),
        (Role.SCHOOL_ADMIN, SCHOOL, [(Role.SCHOOL_ADMIN, SCHOOL)], False),
        (Role.SCHOOL_ADMIN, SCHOOL, [(Role.TEACHER, SCHOOL), (Role.SCHOOL_ADMIN, OTHER_SCHOOL)], False),
        (Role.SCHOOL_ADMIN, SCHOOL, [(Role.TEACHER, SCHOOL), (Role.COUNTY_ADMIN, COUNTY)], False),
        (Role.SCHOOL_ADMIN, SCHOOL, [(Role.GUARDIAN, SCHOOL), (Role.SUPPORT, PROVINCE)], False),
        (Role.COUNTY_ADMIN, COUNTY, [(Role.SCHOOL_ADMIN, SCHOOL)], True),
        (Role.COUNTY_ADMIN, COUNTY, [(Role.SCHOOL_ADMIN, SCHOOL), (Role.SCHOOL_ADMIN, OTHER_COUNTY + "7/")], False),
        (Role.SUPPORT, PROVINCE, [(Role.SCHOOL_ADMIN, SCHOOL)], True),
        (Role.SUPPORT, PROVINCE, [(Role.COUNTY_ADMIN, COUNTY)], False),
        (Role.STUDENT, SCHOOL, [(Role.STUDENT, SCHOOL)], False),
        (Role.SCHOOL_ADMIN, SCHOOL, [], True),
    ],
)
def test_it_lets_act_only_downwards(who: Role, path: str, held: list[tuple[Role, str]], expected: bool) -> None:
    assert may_act_on(actor(who, path), [HeldIdentity(role, where) for role, where in held]) is expected


def test_it_never_lets_two_identities_act_on_one_another() -> None:
    paths = (SCHOOL, OTHER_SCHOOL, COUNTY, CITY, PROVINCE)
    for (one, here), (other, there) in product(product(Role, paths), repeat=2):
        both = may_act_on(actor(one, here), [HeldIdentity(other, there)]) and may_act_on(
            actor(other, there), [HeldIdentity(one, here)]
        )
        assert not both, (one, here, other, there)


def test_one_more_identity_never_makes_an_account_easier_to_reach() -> None:
    extra = [HeldIdentity(role, path) for role in Role for path in (SCHOOL, COUNTY, OTHER_COUNTY)]
    for who, path, more in product(Role, (SCHOOL, COUNTY, PROVINCE), extra):
        if may_act_on(actor(who, path), [HeldIdentity(Role.STUDENT, SCHOOL), more]):
            assert more.role not in ADMINISTRATOR_ROLES or more.path.startswith(path)


def test_nobody_without_an_identity_may_act() -> None:
    assert not may_act_on(Actor(_SOMEBODY, "谁"), [])
