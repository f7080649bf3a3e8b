"""办学类型: what kind of school, and which 学段 it therefore has; and the 城乡类型 of its place.

Source: GB/T 33782-2017 tables 4 and 5 (JY/T 1001-2012). The nine years are 六三 in Jiangxi; a school that differs has
its 学制 changed by the county, so these are what a new school begins with.
"""

from typing import NamedTuple

from jiaoyun.rules.faults import Fault
from jiaoyun.rules.stages import Stage, StageSpec

_PRESCHOOL = StageSpec(Stage.PRESCHOOL, 3, 1)
_PRIMARY = StageSpec(Stage.PRIMARY, 6, 1)
_JUNIOR = StageSpec(Stage.JUNIOR, 3, 7)
_SENIOR = StageSpec(Stage.SENIOR, 3, 10)
_VOCATIONAL = StageSpec(Stage.VOCATIONAL, 3, 1)
_SPECIAL = StageSpec(Stage.SPECIAL, 9, 1)


class SchoolType(NamedTuple):
    """One 办学类型: three digits, its name, and the 学段 a new school of this type has."""

    code: str
    label: str
    stages: tuple[StageSpec, ...]


SCHOOL_TYPES: dict[str, SchoolType] = {
    kind.code: kind
    for kind in (
        SchoolType("111", "幼儿园", (_PRESCHOOL,)),
        SchoolType("119", "附设幼儿班", (_PRESCHOOL,)),
        SchoolType("211", "小学", (_PRIMARY,)),
        SchoolType("218", "小学教学点", (_PRIMARY,)),
        SchoolType("219", "附设小学班", (_PRIMARY,)),
        SchoolType("311", "初级中学", (_JUNIOR,)),
        SchoolType("312", "九年一贯制学校", (_PRIMARY, _JUNIOR)),
        SchoolType("319", "附设普通初中班", (_JUNIOR,)),
        SchoolType("321", "职业初中", (_JUNIOR,)),
        SchoolType("329", "附设职业初中班", (_JUNIOR,)),
        SchoolType("341", "完全中学", (_JUNIOR, _SENIOR)),
        SchoolType("342", "高级中学", (_SENIOR,)),
        SchoolType("345", "十二年一贯制学校", (_PRIMARY, _JUNIOR, _SENIOR)),
        SchoolType("349", "附设普通高中班", (_SENIOR,)),
        SchoolType("361", "调整后中等职业学校", (_VOCATIONAL,)),
        SchoolType("362", "中等技术学校", (_VOCATIONAL,)),
        SchoolType("363", "中等师范学校", (_VOCATIONAL,)),
        SchoolType("364", "成人中等专业学校", (_VOCATIONAL,)),
        SchoolType("365", "职业高中学校", (_VOCATIONAL,)),
        SchoolType("366", "技工学校", (_VOCATIONAL,)),
        SchoolType("368", "附设中职班", (_VOCATIONAL,)),
        SchoolType("371", "专门学校", (_PRIMARY, _JUNIOR, _SENIOR)),
        SchoolType("511", "盲人学校", (_SPECIAL,)),
        SchoolType("512", "聋人学校", (_SPECIAL,)),
        SchoolType("513", "培智学校", (_SPECIAL,)),
        SchoolType("514", "其他特殊教育学校", (_SPECIAL,)),
        SchoolType("519", "附设特教班", (_SPECIAL,)),
    )
}

#: 城乡类型 → its name.
URBAN_RURAL_LABELS: dict[str, str] = {
    "111": "主城区",
    "112": "城乡结合区",
    "121": "镇中心区",
    "122": "镇乡结合区",
    "123": "特殊区域",
    "210": "乡中心区",
    "220": "村庄",
}


def stages_of(type_code: str) -> tuple[StageSpec, ...]:
    """The 学段 of a new school of this 办学类型, lowest first. Fault: school_type.unknown."""
    kind = SCHOOL_TYPES.get(type_code)
    if not kind:
        raise Fault("school_type.unknown")
    return kind.stages
