"""Loads the demo province: the whole tree, 60 schools, 30,000 invented people, one log-in a role."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from jiaoyun.accounts.models import Account
from jiaoyun.accounts.platform_numbers import give_platform_numbers
from jiaoyun.demo.book import Book
from jiaoyun.demo.logins import PROVINCE, add_logins
from jiaoyun.demo.people import PeopleMaker
from jiaoyun.demo.pupils import Filled, PupilFiller
from jiaoyun.demo.schools import DemoSchool, demo_schools
from jiaoyun.demo.staff import StaffMaker
from jiaoyun.organizations.models import Organization
from jiaoyun.organizations.putting import put_organizations, put_schools
from jiaoyun.organizations.tables import SHIPPED, read_organizations
from jiaoyun.plumbing.actor import Role
from jiaoyun.rules.school_year import school_year

SEED = 36
_WHY = "the demo is loaded as a whole"


class NotEmptyError(Exception):
    """There are people in this database already: the demo is not mixed with anybody's data."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is there now. `rows` by model; empty where the demo had been loaded before."""

    schools: int
    people: int
    rows: Counter[str]


def is_loaded() -> bool:
    """Whether the demo is in this database."""
    codes = [school.line.code for school in demo_schools()]
    return Organization.objects.everywhere(_WHY).filter(code__in=codes).count() == len(codes)


def load_demo(now: datetime, *, seed: int = SEED) -> Loaded:
    """Load the demo into a database without people, all or nothing; a database that has it already stays as it is.

    Raises NotEmptyError. The same seed and school year give the same people; only the ids of rows differ.
    """
    if is_loaded():
        return Loaded(len(demo_schools()), Account.objects.everywhere(_WHY).count(), Counter())
    if Account.objects.everywhere(_WHY).exists():
        raise NotEmptyError
    with transaction.atomic():
        put_organizations([line for path in SHIPPED for line in read_organizations(path)])
        schools = demo_schools()
        put_schools([school.line for school in schools], now)
        book = Book(now)
        _fill(book, schools, seed)
        rows = book.write()
        give_platform_numbers(book.numberless, now)
        _analyse()
    return Loaded(len(schools), rows["Account"], rows)


def _analyse() -> None:
    """PostgreSQL plans by the sizes it knows, and would know of none before its own round a minute later."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("analyze")


def _fill(book: Book, schools: list[DemoSchool], seed: int) -> None:
    places = dict(Organization.objects.everywhere(_WHY).values_list("code", "pk"))
    year, people = school_year(timezone.localdate(book.now)), PeopleMaker(seed)
    pupils, staff = PupilFiller(book, people, year), StaffMaker(book, people, year)
    filled: dict[str, Filled] = {}
    for school in schools:
        code = school.line.code
        filled[code] = pupils.fill(school, places[code])
        staff.staff(school, filled[code])
    regions = dict.fromkeys(school.line.parent_code for school in schools)
    for code in regions:
        staff.office(Role.COUNTY_ADMIN, places[code])
    for code in dict.fromkeys(f"{region[:4]}00" for region in regions):
        staff.office(Role.CITY_ADMIN, places[code])
    for role in (Role.PROVINCE_ADMIN, Role.SUPPORT):
        staff.office(role, places[PROVINCE])
    add_logins(book, people, staff, filled, places)
