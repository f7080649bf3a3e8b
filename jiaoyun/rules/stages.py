"""学段 and what a school's 学制 says of each.

Sources: GB/T 33782-2017 (学段), JY/T 1001-2012; the nine years of Jiangxi are 六三. A grade is counted from primary
school on: 七年级 is 7, 高一 is 10; preschool, vocational and special education count from 1.
"""

from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    """学段."""

    PRESCHOOL = "preschool"
    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"
    VOCATIONAL = "vocational"
    SPECIAL = "special"

    @property
    def label(self) -> str:
        """学前, 小学, 初中, 高中, 中职 or 特教."""
        return STAGE_LABELS[self]


STAGE_LABELS: dict[Stage, str] = {
    Stage.PRESCHOOL: "学前",
    Stage.PRIMARY: "小学",
    Stage.JUNIOR: "初中",
    Stage.SENIOR: "高中",
    Stage.VOCATIONAL: "中职",
    Stage.SPECIAL: "特教",
}

#: The number of the first grade where nothing else is said (六三制).
FIRST_GRADES: dict[Stage, int] = {
    Stage.PRESCHOOL: 1,
    Stage.PRIMARY: 1,
    Stage.JUNIOR: 7,
    Stage.SENIOR: 10,
    Stage.VOCATIONAL: 1,
    Stage.SPECIAL: 1,
}


class StageSpec(NamedTuple):
    """One 学段 of a school: its years and the number of its first grade (五四制 junior: 4 years from 6).

    `first_grade` 1 stands for the usual beginning of the stage: see `first_number`.
    """

    stage: Stage
    years: int
    first_grade: int = 1


def first_number(stage: Stage, first_grade: int = 1) -> int:
    """The number of a stage's first grade as grades are counted; 1 means the usual one (junior 7, senior 10)."""
    return FIRST_GRADES[stage] if first_grade == 1 else first_grade
