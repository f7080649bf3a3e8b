"""What a class is called in a given school year: grades are never stored, they follow from the entry year.

Sources: product rule 年级序 = 学年 − 入学年份 + 1 (级 = entry year, 届 = leaving year = 入学年份 + 年数), and the names
that schools use.
"""

from collections.abc import Sequence
from typing import NamedTuple

from jiaoyun.rules.numerals import to_chinese
from jiaoyun.rules.stages import STAGE_LABELS, Stage, StageSpec, first_number

_KINDER = ("托", "小", "中", "大")
_SENIOR_FIRST = 10


class GradeOption(NamedTuple):
    """A grade that exists this year, for a choice on a page."""

    stage: Stage
    entry_year: int
    name: str


def grade_number(stage: Stage, entry_year: int, school_year: int, first_grade: int = 1) -> int:
    """The number of the grade that entered in `entry_year`, counted absolutely (高一 is 10); no limits."""
    return first_number(stage, first_grade) + school_year - entry_year


def is_graduated(entry_year: int, school_year: int, years: int) -> bool:
    """Whether the class that entered in `entry_year` has left after `years` years."""
    return school_year - entry_year >= years


def grade_name(stage: Stage, entry_year: int, school_year: int, years: int, first_grade: int = 1) -> str:
    """一年级 … 九年级, 高一 …, 小班 …, 中职一年级, 特教一年级; 2020级（已毕业） after, 2027级 before its time.

    `first_grade` counts absolutely (junior 7, in 五四制 6; senior 10); 1 takes the usual one of the stage.
    """
    if is_graduated(entry_year, school_year, years):
        return f"{STAGE_LABELS[stage]}{entry_year}级（已毕业）"
    if entry_year > school_year:
        return f"{STAGE_LABELS[stage]}{entry_year}级"
    short = _short_name(stage, entry_year, school_year, years, first_grade)
    if stage is Stage.PRESCHOOL:
        return f"{short}班"
    if stage is Stage.SENIOR:
        return short
    label = STAGE_LABELS[stage] if stage in (Stage.VOCATIONAL, Stage.SPECIAL) else ""
    return f"{label}{short.lstrip('职特')}年级"


def class_name(stage: Stage, entry_year: int, number: int, school_year: int, years: int, first_grade: int = 1) -> str:
    """一（1）班, 七（3）班, 高三（2）班, 大（1）班, 职一（1）班, 特一（1）班; outside its years 小学2020级（1）班.

    `parse_class` reads every one of them back, those of graduated classes excepted.
    """
    if entry_year > school_year or is_graduated(entry_year, school_year, years):
        return f"{STAGE_LABELS[stage]}{entry_year}级（{number}）班"
    return f"{_short_name(stage, entry_year, school_year, years, first_grade)}（{number}）班"


def grades_of(stages: Sequence[StageSpec], school_year: int) -> list[GradeOption]:
    """Every grade a school has in this year by its 学制, in order, lowest first."""
    return [
        GradeOption(spec.stage, entry, grade_name(spec.stage, entry, school_year, spec.years, spec.first_grade))
        for spec in stages
        for entry in range(school_year, school_year - spec.years, -1)
    ]


def _short_name(stage: Stage, entry_year: int, school_year: int, years: int, first_grade: int) -> str:
    """The word before the brackets: 一, 七, 高三, 大, 职一, 特一."""
    if stage is Stage.PRESCHOOL:
        return _KINDER[max(0, len(_KINDER) - years) + school_year - entry_year] if years <= len(_KINDER) else "混龄"
    number = grade_number(stage, entry_year, school_year, first_grade)
    if stage is Stage.SENIOR:
        return f"高{to_chinese(number - _SENIOR_FIRST + 1)}"
    prefix = {Stage.VOCATIONAL: "职", Stage.SPECIAL: "特"}.get(stage, "")
    return f"{prefix}{to_chinese(number)}"
