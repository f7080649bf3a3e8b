"""学制: which stages a school runs, from its 办学类型 and from what the county set (domain.md §2.3, §2.5)."""

from collections.abc import Iterable
from typing import Any

from jiaoyun.organizations.class_names import Specs
from jiaoyun.organizations.models import Stage as StageRow
from jiaoyun.plumbing.powers import Place
from jiaoyun.rules import grades, school_types
from jiaoyun.rules.grades import GradeOption, StageSpec


def specs_of(place: Place) -> Specs:
    """The stages of a school by name, in the order of growing up. One query."""
    return specs_by(stage_rows(place))


def stage_rows(place: Place) -> Any:
    """The stages of a school as specs_by takes them: its id, how many years, stage, first grade."""
    return StageRow.objects.within(place).values_list("school_id", "years", "stage", "first_grade")


def specs_by(rows: Iterable[tuple[int, int, str, int]]) -> Specs:
    """The same from rows that were read already."""
    found = {stage: StageSpec(grades.Stage(stage), years, first) for _, years, stage, first in rows}
    return {stage.value: found[stage.value] for stage in grades.Stage if stage.value in found}


def stages_for_type(school_type: str) -> tuple[StageSpec, ...]:
    """The stages that a 办学类型 usually has: 312 九年一贯制学校 → primary 6, junior 3 (六三制)."""
    return school_types.stages_of(school_type)


def grades_of(specs: Specs, school_year: int) -> list[GradeOption]:
    """Every grade of the school's 学制 in a school year, youngest first."""
    return grades.grades_of(list(specs.values()), school_year)


def stages_in_words(specs: Specs) -> str:
    """小学六年、初中三年; 还没有设置 where the school has none."""
    return "、".join(f"{spec.stage.label}{_YEARS[spec.years]}年" for spec in specs.values()) or "还没有设置"


_YEARS = "零一二三四五六七八九十"
