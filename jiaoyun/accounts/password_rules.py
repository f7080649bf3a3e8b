"""What a new password may not be (security.md, Decided 3): length and things that others guess; no composition rules.

NIST SP 800-63B §5.1.1.2 (length, blocklist, nothing of the person's own). What counts as common is Django's list and
what `password_guessing` says of words, dates and walks usual in China.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from jiaoyun.accounts.password_guessing import ENOUGH_BITS, guess_bits
from jiaoyun.rules.faults import FaultText
from jiaoyun.rules.names import initials, pinyin

SHORTEST = 8
SHORTEST_OF_ADMINISTRATORS = 10
LONGEST = 128

PASSWORD_FAULTS: dict[str, FaultText] = {
    "short": FaultText("密码太短", "请设置至少 8 位"),
    "short_administrator": FaultText("密码太短", "请设置至少 10 位，管理员的密码要长一些"),
    "long": FaultText("密码太长", "请不要超过 128 位"),
    "blank": FaultText("密码的开头或结尾有空格", "请去掉开头和结尾的空格"),
    "common": FaultText("这个密码太常见，别人很容易猜到", "请换成几个不相关的词，或一句只有自己知道的话"),
    "name": FaultText("密码里有您的姓名", "请不要用自己的姓名或姓名拼音"),
    "birthday": FaultText("密码里有您的生日", "请不要用自己的生日"),
    "place": FaultText("密码里有您学校或单位的名称", "请不要用学校或单位的名称、拼音或首字母"),
    "number": FaultText("密码里有您的证件号、学籍号、手机号或账号", "请不要用自己的号码"),
}

_SHORTEST_SOUND = 4
_RUN_OF_DIGITS = 6
#: So many characters of the name of a school, or their sounds or first letters, are the school.
_RUN_OF_PLACE = 4


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What others know or find out about a person; `repr` shows nothing.

    `numbers`: the bound identifiers in full; `organizations`: the names of the places of the person's identities.
    """

    name: str
    birth_date: date | None
    numbers: tuple[str, ...]
    is_administrator: bool
    organizations: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "PersonFacts()"


def check_new_password(password: str, facts: PersonFacts) -> list[str]:
    """All objections to a new password, as codes of PASSWORD_FAULTS; empty where it may be used."""
    found = _length_faults(password, facts)
    small = password.lower()
    if len(password) <= LONGEST and _is_common(password, known_only=bool(found)):
        found.append("common")
    if _holds_name(small, facts.name):
        found.append("name")
    if facts.birth_date is not None and _holds_birthday(small, facts.birth_date):
        found.append("birthday")
    if any(_holds_place(small, name) for name in facts.organizations):
        found.append("place")
    if _holds_number(small, facts.numbers):
        found.append("number")
    return found


def _length_faults(password: str, facts: PersonFacts) -> list[str]:
    if len(password) > LONGEST:
        return ["long"]
    if password != password.strip():
        return ["blank"]
    if facts.is_administrator and len(password) < SHORTEST_OF_ADMINISTRATORS:
        return ["short_administrator"]
    return ["short"] if len(password) < SHORTEST else []


@lru_cache(maxsize=1)
def _common_list() -> CommonPasswordValidator:
    return CommonPasswordValidator()


def _is_common(password: str, *, known_only: bool) -> bool:
    """In Django's list of 20,000, or (not `known_only`) guessed by whoever knows what is usual in China."""
    try:
        _common_list().validate(password)
    except ValidationError:
        return True
    return not known_only and guess_bits(password) < ENOUGH_BITS


def _holds_name(small: str, name: str) -> bool:
    sound = _letters_of(pinyin(name))
    if len(name) > 1 and name.lower() in small:
        return True
    if len(sound) >= _SHORTEST_SOUND:
        return sound in small
    return bool(sound) and re.sub(r"[^a-z]", "", small) == sound


def _holds_place(small: str, name: str) -> bool:
    """Whether four characters in a row of a place's name stand there: written, in pinyin, or as first letters."""
    plain = re.sub(r"[^\u3400-\u9fff]", "", name)
    letters = re.sub(r"[^a-z]", "", small)
    for at in range(len(plain) - _RUN_OF_PLACE + 1):
        piece = plain[at : at + _RUN_OF_PLACE]
        if piece in small or _letters_of(pinyin(piece)) in letters or _letters_of(initials(piece)) in letters:
            return True
    return False


def _letters_of(sound: str) -> str:
    return re.sub(r"[^a-z]", "", sound.lower())


def _holds_birthday(small: str, born: date) -> bool:
    digits = re.sub(r"[年月日./\-]", "", small)
    forms = (f"{born:%Y%m%d}", f"{born:%y%m%d}", f"{born.year}{born.month}{born.day}", f"{born:%m%d%Y}")
    return any(form in digits for form in forms)


def _holds_number(small: str, numbers: Iterable[str]) -> bool:
    """Whether six characters in a row of an own number stand in the password, or an own account name."""
    for number in numbers:
        own = number.lower()
        if own in small:
            return True
        if not any(char.isdigit() for char in own):
            continue
        pieces = (own[at : at + _RUN_OF_DIGITS] for at in range(len(own) - _RUN_OF_DIGITS + 1))
        if any(piece.isdigit() and piece in small for piece in pieces):
            return True
    return False
