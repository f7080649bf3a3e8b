"""Levels: who decides a ticket now. It climbs along the tree: class, school, county, city, province, support.

A functional zone counts as a county. The role that holds a level is one, so that a ticket waits for one desk at a time.
"""

from enum import StrEnum

from jiaoyun.organizations.models import Kind
from jiaoyun.plumbing.actor import Role


class Level(StrEnum):
    """A desk; the value is stored."""

    CLASS = "class"
    SCHOOL = "school"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    SUPPORT = "support"

    @property
    def label(self) -> str:
        """班级, 学校, 区县, 市, 省 or 平台技术支持."""
        return LEVEL_LABELS[self]

    @property
    def role(self) -> Role:
        """The role whose holders sit at this desk."""
        return LEVEL_ROLES[self]


LEVEL_LABELS: dict[Level, str] = {
    Level.CLASS: "班级",
    Level.SCHOOL: "学校",
    Level.COUNTY: "区县",
    Level.CITY: "市",
    Level.PROVINCE: "省",
    Level.SUPPORT: "平台技术支持",
}
LEVEL_ROLES: dict[Level, Role] = {
    Level.CLASS: Role.HOMEROOM,
    Level.SCHOOL: Role.SCHOOL_ADMIN,
    Level.COUNTY: Role.COUNTY_ADMIN,
    Level.CITY: Role.CITY_ADMIN,
    Level.PROVINCE: Role.PROVINCE_ADMIN,
    Level.SUPPORT: Role.SUPPORT,
}
LEVEL_OF_ROLE: dict[Role, Level] = {role: level for level, role in LEVEL_ROLES.items()}
LEVEL_OF_KIND: dict[str, Level] = {
    Kind.SCHOOL.value: Level.SCHOOL,
    Kind.ZONE.value: Level.COUNTY,
    Kind.COUNTY.value: Level.COUNTY,
    Kind.CITY.value: Level.CITY,
    Kind.PROVINCE.value: Level.PROVINCE,
}
ORDER: tuple[Level, ...] = tuple(Level)
