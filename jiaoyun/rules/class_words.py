"""The parts of a class as people write it: a grade, a number, a word of kind (理, 实验); what they mean is not decided.

Source: forms met in schools' sheets: 一(1)班, 1年级1班, 2026级(1)班, 初一3班, 701, 高三理（2）班, 高2024级3班, 大一班,
7-3.
"""

import re
from typing import NamedTuple

from jiaoyun.rules.numerals import NUMERAL, from_numeral
from jiaoyun.rules.stages import Stage
from jiaoyun.rules.text import clean_cell


class GradeWord(NamedTuple):
    """A grade as written: by number, by entry or leaving year, or by a kindergarten's word; the stage if said."""

    stage: Stage | None
    number: int | None = None
    year: int | None = None
    leaving: bool = False
    kinder: str = ""


class ClassWord(NamedTuple):
    """A class as written: its grade if it holds one, its number if it holds one, and a word of kind.

    `also`: a second grade that stands behind the first (2026级高一3班).
    """

    grade: GradeWord | None
    number: int | None
    hint: str | None
    also: GradeWord | None = None


_PREFIXES: dict[str, Stage] = {
    "学前": Stage.PRESCHOOL, "幼儿园": Stage.PRESCHOOL, "小学": Stage.PRIMARY, "小": Stage.PRIMARY,
    "初中": Stage.JUNIOR, "初": Stage.JUNIOR, "高中": Stage.SENIOR, "高": Stage.SENIOR,
    "中职": Stage.VOCATIONAL, "职高": Stage.VOCATIONAL, "中专": Stage.VOCATIONAL, "职": Stage.VOCATIONAL,
    "特教": Stage.SPECIAL, "培智": Stage.SPECIAL, "启智": Stage.SPECIAL, "特": Stage.SPECIAL,
}  # fmt: skip
_LONG = "学前|幼儿园|小学|初中|高中|中职|职高|中专|特教|培智|启智"
_ANY = f"{_LONG}|小|初|高|职|特"
_ONE = "[一二三四五六七八九]"
_GRADE = f"(?:1[0-2]|0?[1-9]|十[一二]?|{_ONE})"
_HINT = "(?:(?![一二三四五六七八九十班级年届])[\u4e00-\u9fff])"
_REST = re.compile(
    rf"(?:\((?P<kind>{_HINT}{{1,6}})\)|(?P<hint>{_HINT}{{0,6}}))[-.]?(?P<mark>\(?)(?P<number>{NUMERAL})\)?(?:班(?:\(?(?P<tail>{_HINT}{{1,6}})\)?)?)?"
)

_YEAR = re.compile(rf"(?P<stage>{_ANY})?(?P<year>20[0-9]{{2}}|[0-9]{{2}})(?P<kind>级|届)(?P<after>{_LONG})?")
_LONG_YEAR = re.compile(rf"(?P<stage>{_ANY})?(?P<year>20[0-9]{{2}})(?:年级|年|(?=[-.(]))")
_YEAR_ALONE = re.compile(r"(?P<year>20[0-9]{2})")
_NUMBERED = re.compile(rf"(?P<stage>{_ANY})?(?P<number>{_GRADE})年级?|GRADE(?P<english>1[0-2]|[1-9])(?![0-9])")
_SHORT = re.compile(rf"(?P<stage>{_ANY})(?P<number>{_ONE}|[1-9](?![0-9]))(?!班)")
_PREPARATORY = re.compile(r"预初|初预|预备班?年级|预备班")
_KINDER = re.compile(r"(?P<kinder>托|小(?!学)|中(?![职专])|大(?!学)|学前)班?(?=[(-]?[0-9一二三四五六七八九十]|$)")
_BARE = re.compile(
    rf"(?P<number>{_GRADE})(?=[-.]?\(|[-.][0-9]|{_HINT}{{1,6}}[(0-9])|(?P<chinese>{_ONE})(?=[0-9]|{_ONE})"
)
_BARE_ALONE = re.compile(rf"(?P<number>{_GRADE})")
_DIGITS = re.compile(r"(?P<head>20[0-9]{2}|0[1-9]|[1-9][0-9]?)(?P<number>[0-9]{2})班?")

_MARKS = str.maketrans({
    **dict.fromkeys("（【[〔〈《{", "("), **dict.fromkeys("）】]〕〉》}", ")"),
    **dict.fromkeys("－—–﹣~～_、，,/", "-"), **dict.fromkeys(" \n第\"“”'", None), "．": ".",
})  # fmt: skip
_FLOAT_END = re.compile(r"^([0-9]+)\.0+$")


def squash(text: str) -> str:
    """The text without blanks and 第, all brackets round and half width, upper case, and a spreadsheet's ".0" gone."""
    return _FLOAT_END.sub(r"\1", clean_cell(text).translate(_MARKS).upper())


def read_grade(text: str) -> GradeWord | None:
    """A text that is a grade and nothing more: 七年级, 初一, 2026级, 2026, 7, 大班; None otherwise."""
    if match := _YEAR_ALONE.fullmatch(text):
        return GradeWord(None, year=int(match["year"]))
    grade, rest = _take_grade(text)
    if grade and rest in ("", "班"):
        return grade
    match = _BARE_ALONE.fullmatch(text)
    return GradeWord(None, number=from_numeral(match["number"])) if match else None


def read_number(text: str) -> ClassWord | None:
    """A text that is a class number and nothing of a grade: 3, 3班, (3)班, 三班, 理(2)班, 实验1班; None otherwise."""
    match = _REST.fullmatch(text)
    return _class_word(None, match) if match else None


def read_class(text: str) -> ClassWord | None:
    """A text that holds grade and number: 七(3)班, 701, 2026级1班, 高三理(2)班; None otherwise."""
    if not _YEAR_ALONE.fullmatch(text) and (match := _DIGITS.fullmatch(text)):
        return ClassWord(_grade_of_digits(match["head"]), int(match["number"]), None)
    grade, rest = _take_grade(text)
    if grade is None:
        return None
    if match := _REST.fullmatch(rest):
        return _class_word(grade, match)
    also, rest = _take_grade(rest) if grade.year else (None, rest)
    match = _REST.fullmatch(rest) if also else None
    return _class_word(grade, match)._replace(also=also) if match else None


def _class_word(grade: GradeWord | None, match: re.Match[str]) -> ClassWord:
    return ClassWord(grade, from_numeral(match["number"]), match["kind"] or match["hint"] or match["tail"] or None)


def _grade_of_digits(head: str) -> GradeWord:
    """The digits before the last two: a grade up to 12, otherwise an entry year."""
    if len(head) == 4:
        return GradeWord(None, year=int(head))
    return GradeWord(None, number=int(head)) if int(head) <= 12 else GradeWord(None, year=2000 + int(head))


def _take_grade(text: str) -> tuple[GradeWord | None, str]:
    """The grade at the front and what follows it; (None, text) when there is none."""
    if match := _YEAR.match(text) or _LONG_YEAR.match(text):
        found = match.groupdict()
        year = int(found["year"]) if len(found["year"]) == 4 else 2000 + int(found["year"])
        stage = _PREFIXES.get(found["stage"] or found.get("after") or "")
        return GradeWord(stage, year=year, leaving=found.get("kind") == "届"), text[match.end() :]
    if match := _PREPARATORY.match(text):
        return GradeWord(Stage.JUNIOR, number=6), text[match.end() :]
    if match := _NUMBERED.match(text):
        number = from_numeral(match["number"] or match["english"])
        return GradeWord(_PREFIXES.get(match["stage"] or ""), number=number), text[match.end() :]
    if match := _SHORT.match(text):
        return GradeWord(_PREFIXES[match["stage"]], number=from_numeral(match["number"])), text[match.end() :]
    if match := _KINDER.match(text):
        return GradeWord(Stage.PRESCHOOL, kinder=match["kinder"]), text[match.end() :]
    if match := _BARE.match(text):
        return GradeWord(None, number=from_numeral(match["number"] or match["chinese"])), text[match.end() :]
    return None, text
