"""Who asks to be let in at the school of the tour: teachers, guardians, and a pupil who wishes for another class."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from jiaoyun.accounts.commands.register_teacher import register_teacher
from jiaoyun.accounts.hashers import hash_password
from jiaoyun.accounts.models import Purpose
from jiaoyun.accounts.registration.person import describe
from jiaoyun.demo.life.cast import Child, proved_phone
from jiaoyun.demo.logins import DEMO_PASSWORD
from jiaoyun.demo.numbers import invent_document
from jiaoyun.plumbing.actor import NOBODY, Actor
from jiaoyun.roster.commands.ask_class import ask_class
from jiaoyun.roster.commands.register_guardian import Newcomer, register_guardian
from jiaoyun.roster.registration.matching import Pupil
from jiaoyun.rules.codes import Sex

_AREA = 77
_TEACHERS = (
    ("帅小芳", Sex.FEMALE, date(1994, 5, 17), "shuaixiaofang", 26),
    ("舒建国", Sex.MALE, date(1987, 11, 2), "shujianguo", 7),
    ("曾庆云", Sex.MALE, date(1999, 2, 23), "zengqingyun", 1),
)
_GUARDIANS = (("熊小兰", "52", 15), ("章国平", "51", 4))


def register_teachers(school_id: int, first_phone: int, now: datetime) -> None:
    """Three teachers whose requests wait for the school."""
    password = hash_password(DEMO_PASSWORD)
    for serial, (name, sex, born, account_name, ago) in enumerate(_TEACHERS):
        at = now - timedelta(hours=ago)
        number = invent_document(_AREA, born, sex, serial)
        register_teacher(
            actor=NOBODY,
            phone=proved_phone(first_phone + serial, Purpose.REGISTER, at),
            person=describe(name, "1", number, today=at.date()),
            account_name=account_name,
            password_hash=password,
            school_id=school_id,
            move_phone_from=None,
            now=at,
        )


def register_guardians(children: Sequence[Child], school: tuple[int, str], first_phone: int, now: datetime) -> None:
    """Two guardians who wait for the class of their children: their phones are not the ones the school recorded."""
    password = hash_password(DEMO_PASSWORD)
    school_id, school_name = school
    for serial, (child, (name, relation, ago)) in enumerate(zip(children, _GUARDIANS, strict=False)):
        at = now - timedelta(hours=ago)
        register_guardian(
            actor=NOBODY,
            phone=proved_phone(first_phone + serial, Purpose.REGISTER, at),
            newcomer=Newcomer(name, "", password, relation),
            pupil=Pupil(child.account_id, school_id, child.class_id, False, None, school_name, False),
            now=at,
        )


def wish_for_class(pupil: Actor, into: Child, now: datetime) -> None:
    """A pupil of another class who wishes to join the class of the tour."""
    ask_class(actor=pupil, account_id=pupil.account, class_id=into.class_id, now=now - timedelta(hours=2))
