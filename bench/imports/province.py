"""The province of the benchmark: one city, one county, all schools in it, each with classes and an administrator."""

from datetime import datetime
from typing import Any

from uuid_utils.compat import uuid7

from bench.imports.plan import CLASSES, GRADES, Plan
from bench.imports.population import class_id
from jiaoyun.accounts.models import Account, Identity
from jiaoyun.organizations.models import Kind, Organization, School, SchoolClass, Stage
from jiaoyun.rules.school_year import school_year

_TREE = ((1, None, Kind.PROVINCE, "36"), (2, 1, Kind.CITY, "369900"), (3, 2, Kind.COUNTY, "369901"))


def write_province(plan: Plan, now: datetime) -> None:
    """Insert the tree; keys are given, so nothing is read back."""
    schools = [school.school_id for school in plan.schools()]
    organizations = [_node(key, parent, kind, code) for key, parent, kind, code in _TREE]
    organizations += [_node(key, _TREE[-1][0], Kind.SCHOOL, f"369901{key:06d}") for key in schools]
    Organization.objects.bulk_create(organizations)
    School.objects.bulk_create([School(organization_id=key, school_type="211", opened_at=now) for key in schools])
    Stage.objects.bulk_create([Stage(school_id=key, stage="primary", years=GRADES, first_grade=1) for key in schools])
    year = school_year(now.date())
    SchoolClass.objects.bulk_create(
        SchoolClass(
            id=class_id(key, grade, number),
            school_id=key,
            stage="primary",
            entry_year=year - grade + 1,
            number=number,
            created_at=now,
        )
        for key in schools
        for grade in range(1, GRADES + 1)
        for number in range(1, CLASSES + 1)
    )
    _administrators(schools, now)


def _administrators(schools: list[int], now: datetime) -> None:
    name = {"name": "甲管理员", "name_key": "甲管理员", "sort_key": "0"}
    accounts = [Account(id=uuid7(), created_at=now, **name) for _ in schools]
    Account.objects.bulk_create(accounts)
    Identity.objects.bulk_create(
        Identity(id=uuid7(), account_id=account.pk, role="school_admin", organization_id=school, since=now)
        for account, school in zip(accounts, schools, strict=True)
    )


def _node(key: int, parent: int | None, kind: Kind, code: str) -> Any:
    above = "/1/2/3/" if kind is Kind.SCHOOL else "/" + "".join(f"{upper}/" for upper in range(1, key))
    name = f"测试{kind.label}{key}"
    return Organization(
        id=key, parent_id=parent, path=f"{above}{key}/", kind=kind, code=code, name=name, short_name=name
    )
