"""Which column of a school's file is which field: by title, synonym, then by what the cells look like.

A remembered mapping of the same heads (MappingMemory) goes first; the administrator can change any match.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from jiaoyun.roster.sheet.columns import COLUMNS, NOT_COLLECTED, Field
from jiaoyun.rules.text import clean_cell

_NOISE = re.compile(r"[\s*＊:：_\-（）()\[\]【】]|必填|选填|可不填|文本格式?")
_ID_LIKE = re.compile(r"^\d{17}[\dXx]$")
_ROLL_LIKE = re.compile(r"^[GLJglj]\d{17}[\dXx]$")
_MOBILE_LIKE = re.compile(r"^1[3-9][0-9]{9}$")
_CLASS_LIKE = re.compile(r"班$|^[1-9][0-9]?0[1-9]$")
# Heads of somebody who is not the pupil: what stands below may look like a pupil's number or name, and is none.
_OF_FAMILY = re.compile(r"监护人|家长|家属|父|母|成员|爷|奶|祖")
_OF_STAFF = re.compile(r"班主任|老师|教师|校长")
_CONTACT = (Field.CONTACT_NAME, Field.CONTACT_RELATION, Field.CONTACT_PHONE)
_HAN_NAME = re.compile(r"^[\u3400-\u9fff·]{2,5}$")


@dataclass(frozen=True, slots=True)
class Match:
    """One column of the file: its head, the field it is taken for (or None), and why."""

    index: int
    head: str
    field: Field | None
    why: str


def _plain(title: str) -> str:
    return _NOISE.sub("", clean_cell(title)).lower()


_KNOWN: dict[str, Field] = {
    _plain(title): column.field for column in COLUMNS for title in (column.title, *column.synonyms)
}
_REFUSED = frozenset(_plain(title) for title in NOT_COLLECTED)
HEAD_WORDS: frozenset[str] = frozenset(
    {title for column in COLUMNS for title in (column.title, *column.synonyms)} | NOT_COLLECTED
)


def head_digest(head: Sequence[str]) -> str:
    """The layout's fingerprint: its heads in order, written as people vary them."""
    return hashlib.sha256("\x1f".join(_plain(title) for title in head).encode()).hexdigest()


def match_columns(
    head: Sequence[str], sample: Sequence[Sequence[str]], remembered: dict[str, int] | None = None
) -> list[Match]:
    """One Match a column. A field is given to one column only: the best-named, else the first that looks like it."""
    taken: dict[int, tuple[Field, str]] = {}
    for name, index in (remembered or {}).items():
        if index < len(head):
            taken[index] = (Field(name), "与上次相同")
    for exactly in (True, False):
        for index, title in enumerate(head):
            field = _KNOWN.get(_plain(title))
            is_title = field is not None and _plain(title) == _plain(_title(field))
            if field is not None and is_title is exactly and not _given(field, taken) and index not in taken:
                taken[index] = (field, "列名相同" if exactly else "列名相近")
    _keep_contact_together(head, taken)
    for index, title in enumerate(head):
        if index not in taken and _plain(title) not in _REFUSED and not _OF_STAFF.search(title):
            guessed = _by_content([row[index] for row in sample if index < len(row)])
            of_pupil = guessed not in _CONTACT
            if guessed is not None and not _given(guessed, taken) and not (of_pupil and _OF_FAMILY.search(title)):
                taken[index] = (guessed, "内容像")
    return [
        Match(index, title, taken[index][0], taken[index][1])
        if index in taken
        else Match(index, title, None, "平台不用这一列" if _plain(title) in _REFUSED else "")
        for index, title in enumerate(head)
    ]


def _keep_contact_together(head: Sequence[str], taken: dict[int, tuple[Field, str]]) -> None:
    """The phone and the relation of the same person whose name is taken: 成员1联系电话 beside 成员1姓名.

    The national export has a 联系电话 of the pupil's home too, which stands further left.
    """
    name = next((_plain(head[index]) for index, (field, _) in taken.items() if field is Field.CONTACT_NAME), "")
    whose = name.removesuffix("姓名")
    if whose in ("", name):
        return
    for index, title in enumerate(head):
        field = _KNOWN.get(_plain(title))
        if index not in taken and field in _CONTACT and _plain(title).startswith(whose):
            others = [at for at, (given, why) in taken.items() if given is field and why == "列名相近"]
            if others or not _given(field, taken):
                for other in others:
                    del taken[other]
                taken[index] = (field, "列名相近")


def mapping_of(matches: Sequence[Match]) -> dict[str, int]:
    """Field → column index, as a batch stores it."""
    return {match.field.value: match.index for match in matches if match.field is not None}


def missing_fields(mapping: dict[str, int], *, whole_class: bool) -> list[Field]:
    """The fields without which no check makes sense: a name, a number to know people by, a class."""
    missing = [Field.NAME] if Field.NAME.value not in mapping else []
    if not {Field.DOCUMENT.value, Field.ROLL_NUMBER.value, Field.PLATFORM_NUMBER.value} & set(mapping):
        missing.append(Field.DOCUMENT)
    if Field.CLASS.value not in mapping and not whole_class:
        missing.append(Field.CLASS)
    return missing


def _title(field: Field) -> str:
    return next(column.title for column in COLUMNS if column.field is field)


def _given(field: Field, taken: dict[int, tuple[Field, str]]) -> bool:
    return any(field is other for other, _ in taken.values())


def _by_content(values: Sequence[str]) -> Field | None:
    filled = [cleaned for value in values if (cleaned := clean_cell(value))]
    if len(filled) < 2:
        return None
    tests = (
        (_ROLL_LIKE, Field.ROLL_NUMBER),
        (_ID_LIKE, Field.DOCUMENT),
        (_MOBILE_LIKE, Field.CONTACT_PHONE),
        (_CLASS_LIKE, Field.CLASS),
        (_HAN_NAME, Field.NAME),
    )
    for pattern, field in tests:
        if sum(bool(pattern.search(value)) for value in filled) >= 0.8 * len(filled):
            return field
    return None
