"""The log-ins of the demo: one a role, all with one password that everybody may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jiaoyun.accounts.hashers import hash_password
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.demo.book import Book
from jiaoyun.demo.people import PeopleMaker
from jiaoyun.demo.pupils import Filled
from jiaoyun.demo.schools import MAIN, MAIN_CITY, MAIN_COUNTY, NEIGHBOUR
from jiaoyun.demo.staff import StaffMaker
from jiaoyun.plumbing.actor import ADMINISTRATOR_ROLES, Role
from jiaoyun.portal.demo import DemoLogin
from jiaoyun.rules.codes import Sex
from jiaoyun.rules.text import words

# Public on purpose: it opens invented people only, and no account outside the demo ever has it.
DEMO_PASSWORD = "Ganjiang-demo-36"  # noqa: S105
PROVINCE = "360000"
_AREA = 78


@dataclass(frozen=True, slots=True)
class Part:
    """One log-in of the demo: account name, role in use, whom, and the code and name of the place."""

    login: str
    role: Role
    name: str
    code: str
    place: str


PARTS: tuple[Part, ...] = (
    Part("demo_school", Role.SCHOOL_ADMIN, "熊秀英", MAIN, "余干县黄金埠镇中心小学"),
    Part("demo_school2", Role.SCHOOL_ADMIN, "涂志强", MAIN, "余干县黄金埠镇中心小学"),
    Part("demo_neighbour", Role.SCHOOL_ADMIN, "饶建平", NEIGHBOUR, "余干县黄金埠镇第二小学"),
    Part("demo_homeroom", Role.HOMEROOM, "揭海燕", MAIN, "余干县黄金埠镇中心小学"),
    Part("demo_teacher", Role.TEACHER, "邹文斌", MAIN, "余干县黄金埠镇中心小学"),
    Part("demo_inspector", Role.INSPECTOR, "支国强", MAIN, "余干县黄金埠镇中心小学"),
    Part("demo_student", Role.STUDENT, "", MAIN, "余干县黄金埠镇中心小学"),
    Part("demo_guardian", Role.GUARDIAN, "桂春兰", MAIN, "余干县黄金埠镇中心小学"),
    Part("demo_county", Role.COUNTY_ADMIN, "龚丽华", MAIN_COUNTY, "余干县"),
    Part("demo_city", Role.CITY_ADMIN, "闵春梅", MAIN_CITY, "上饶市"),
    Part("demo_province", Role.PROVINCE_ADMIN, "占志伟", PROVINCE, "江西省"),
    Part("demo_support", Role.SUPPORT, "喻晓琳", PROVINCE, "江西省"),
)
_WOMEN = frozenset(words("熊秀英 揭海燕 龚丽华 闵春梅 喻晓琳 桂春兰"))


def offered_logins() -> Sequence[DemoLogin]:
    """What the log-in page shows and `manage.py demo logins` prints."""
    return [DemoLogin(part.role.label, part.place, part.login, DEMO_PASSWORD) for part in PARTS]


def add_logins(
    book: Book, people: PeopleMaker, staff: StaffMaker, schools: dict[str, Filled], places: dict[str, int]
) -> None:
    """Give every part its account. `schools` by school code, `places` the organization's id by code."""
    password = hash_password(DEMO_PASSWORD)
    main = schools[MAIN]
    for year, part in enumerate(PARTS, start=1976):
        place = places[part.code]
        if part.role is Role.STUDENT:
            student = main.pupils[0].account_id
            book.bind(student, IdentifierKind.ACCOUNT_NAME, part.login, book.now)
            book.set_password(student, password)
            continue
        sex = Sex.FEMALE if part.name in _WOMEN else Sex.MALE
        person = people.named(part.name, sex, date(year, 3, 4), _AREA)
        account = staff.named(person, part.login, password)
        if part.role is Role.HOMEROOM:
            # Together with another teacher: of the class that the demo's pupil is in.
            staff.give(account, Role.HOMEROOM, place, school_class_id=main.pupils[0].class_id)
        elif part.role is Role.GUARDIAN:
            # Of the demo's pupil.
            staff.give(account, Role.GUARDIAN, place, child_id=main.pupils[0].account_id)
        else:
            staff.give(account, part.role, place)
        if part.role in ADMINISTRATOR_ROLES:
            book.add_app(account)
        if part.role in (Role.SCHOOL_ADMIN, Role.HOMEROOM, Role.INSPECTOR):
            staff.give(account, Role.TEACHER, place)
