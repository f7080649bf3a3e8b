"""The 60 schools of the demo, and how full they are."""

import csv
from dataclasses import dataclass

from jiaoyun.demo.names import DATA
from jiaoyun.organizations.models import State
from jiaoyun.organizations.tables import SchoolLine, read_schools
from jiaoyun.rules.grades import Stage, StageSpec
from jiaoyun.rules.school_types import stages_of

#: The school of the tour, the one next to it, and where they lie.
MAIN, NEIGHBOUR = "2136990001", "2136990002"
MAIN_COUNTY, MAIN_CITY = "361127", "361100"

_TEACHING_POINT, _CORRECTION = "218", "371"
#: Age at which a stage is entered.
AGES = {
    Stage.PRESCHOOL: 3,
    Stage.PRIMARY: 6,
    Stage.JUNIOR: 12,
    Stage.SENIOR: 15,
    Stage.VOCATIONAL: 15,
    Stage.SPECIAL: 7,
}


@dataclass(frozen=True, slots=True)
class DemoSchool:
    """A school with its classes a grade and the pupils of a full class. `area` is the xx of 3699xx."""

    line: SchoolLine
    classes_a_grade: int
    class_size: int
    area: int

    @property
    def is_open(self) -> bool:
        """Only open schools have pupils and teachers; closed ones keep their graduates."""
        return self.line.state == State.OPEN

    @property
    def is_main(self) -> bool:
        """The school of the tour: its first grade waits for the import."""
        return self.line.code == MAIN

    @property
    def boards(self) -> bool:
        """Whether many pupils live in: secondary schools outside the cities."""
        return self.line.school_type[0] == "3" and self.line.urban_rural != "111"

    @property
    def of_she_township(self) -> bool:
        """A school of a 畲族乡."""
        return "畲族" in self.line.name

    def stages(self) -> list[tuple[StageSpec, int]]:
        """The stages with how many of their years have classes: a 教学点 has three grades, a 专门学校 junior only."""
        specs = stages_of(self.line.school_type)
        if self.line.school_type == _TEACHING_POINT:
            return [(spec, 3) for spec in specs]
        if self.line.school_type == _CORRECTION:
            return [(spec, spec.years) for spec in specs if spec.stage is Stage.JUNIOR]
        return [(spec, spec.years) for spec in specs]


def demo_schools() -> list[DemoSchool]:
    """All schools in the order of the table."""
    path = DATA / "schools.csv"
    with path.open(encoding="utf-8", newline="") as opened:
        sizes = {row["code"]: (int(row["classes_a_grade"]), int(row["class_size"])) for row in csv.DictReader(opened)}
    lines = read_schools(path)
    parents = sorted({line.parent_code for line in lines})
    return [DemoSchool(line, *sizes[line.code], area=1 + parents.index(line.parent_code)) for line in lines]
