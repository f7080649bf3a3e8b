"""学段, grades and classes: the one door to how they are named and read.

Stages in `stages`, names in `grade_names`, reading what people write in `class_reading`.
"""

from jiaoyun.rules.class_reading import ClassRef, parse_class
from jiaoyun.rules.grade_names import GradeOption, class_name, grade_name, grade_number, grades_of, is_graduated
from jiaoyun.rules.stages import FIRST_GRADES, STAGE_LABELS, Stage, StageSpec, first_number

__all__ = [
    "FIRST_GRADES",
    "STAGE_LABELS",
    "ClassRef",
    "GradeOption",
    "Stage",
    "StageSpec",
    "class_name",
    "first_number",
    "grade_name",
    "grade_number",
    "grades_of",
    "is_graduated",
    "parse_class",
]
