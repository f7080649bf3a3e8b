"""What a class is called in a school year, and the order in which classes are listed.

Grades are never stored: stage, entry year, the school's 学制 and the school year give the name (rules.grades).
"""

from dataclasses import dataclass
from uuid import UUID

from jiaoyun.organizations.models import ClassState, SchoolClass
from jiaoyun.rules import grades
from jiaoyun.rules.grades import Stage, StageSpec

STAGE_ORDER: dict[str, int] = {stage.value: order for order, stage in enumerate(Stage)}
Specs = dict[str, StageSpec]


@dataclass(frozen=True, slots=True)
class NamedClass:
    """A class as lists show it. `name` is 一（1）班 in the school year asked for, `grade` its 一年级."""

    id: UUID
    stage: str
    entry_year: int
    number: int
    name: str
    grade: str
    alias: str = ""
    kind: str = ""
    state: str = ClassState.OPEN.value

    @property
    def order(self) -> tuple[int, int, int]:
        """Stages from the youngest up, in a stage the lowest grade (latest entry) first, then the number."""
        return class_order(self.stage, self.entry_year, self.number)

    @property
    def full_name(self) -> str:
        """The name with the alias that the school gave it, where it has one."""
        return f"{self.name}（{self.alias}）" if self.alias else self.name


def class_order(stage: str, entry_year: int, number: int) -> tuple[int, int, int]:
    """The sort key of a class in any list."""
    return (STAGE_ORDER[stage], -entry_year, number)


def spec_of(stage: str, specs: Specs) -> StageSpec:
    """The stage as the school runs it; a class of a stage that was taken out of the 学制 keeps its usual years."""
    return specs.get(stage) or usual_spec(stage)


def usual_spec(stage: str) -> StageSpec:
    """The stage by the 六三 system that Jiangxi sets (domain.md §2.5)."""
    return StageSpec(Stage(stage), _USUAL_YEARS[stage], grades.FIRST_GRADES[Stage(stage)])


_USUAL_YEARS = {
    Stage.PRESCHOOL.value: 3,
    Stage.PRIMARY.value: 6,
    Stage.JUNIOR.value: 3,
    Stage.SENIOR.value: 3,
    Stage.VOCATIONAL.value: 3,
    Stage.SPECIAL.value: 9,
}


def name_of(stage: str, entry_year: int, number: int, school_year: int, specs: Specs) -> str:
    """一（1）班, 七（3）班, 高二（2）班, 大（1）班 in the school year given."""
    spec = spec_of(stage, specs)
    return grades.class_name(spec.stage, entry_year, number, school_year, spec.years, spec.first_grade)


def grade_of(stage: str, entry_year: int, school_year: int, specs: Specs) -> str:
    """一年级, 高二, 大班 in the school year given."""
    spec = spec_of(stage, specs)
    return grades.grade_name(spec.stage, entry_year, school_year, spec.years, spec.first_grade)


def named(row: SchoolClass, school_year: int, specs: Specs) -> NamedClass:
    """A row with its name for the school year."""
    return NamedClass(
        id=row.pk,
        stage=row.stage,
        entry_year=row.entry_year,
        number=row.number,
        name=name_of(row.stage, row.entry_year, row.number, school_year, specs),
        grade=grade_of(row.stage, row.entry_year, school_year, specs),
        alias=row.alias,
        kind=row.kind,
        state=row.state,
    )
