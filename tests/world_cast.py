"""Who is in the world of the tests, and where. Every name is a canary: it stands nowhere else."""

from typing import NamedTuple

from jiaoyun.plumbing.actor import Role


class Member(NamedTuple):
    """One of the cast: role, place (a key of PLACES), name, whether the identity is still in force."""

    role: Role
    place: str
    name: str
    active: bool = True


class Spot(NamedTuple):
    """One organization: id, parent (a key), code, name. Ids are far above what a test's own rows get."""

    id: int
    parent: str | None
    code: str
    name: str


PLACES: dict[str, Spot] = {
    "province": Spot(900_001, None, "36", "雀鸣省教育厅"),
    "city": Spot(900_010, "province", "369800", "雀东市教育局"),
    "other_city": Spot(900_020, "province", "369900", "雀西市教育局"),
    "county": Spot(900_011, "city", "369801", "雀林县教育局"),
    "other_county": Spot(900_012, "city", "369802", "雀溪县教育局"),
    "far_county": Spot(900_021, "other_city", "369901", "雀岭县教育局"),
    "far_county_2": Spot(900_022, "other_city", "369902", "雀湖县教育局"),
    "school": Spot(900_101, "county", "3698010001", "雀林县雀林第一小学"),
    "neighbour": Spot(900_102, "county", "3698010002", "雀林县雀林第二小学"),
    "other_county_school": Spot(900_103, "other_county", "3698020001", "雀溪县雀溪第一小学"),
    "other_county_school_2": Spot(900_104, "other_county", "3698020002", "雀溪县雀溪第二小学"),
    "far_school": Spot(900_105, "far_county", "3699010001", "雀岭县雀岭第一小学"),
    "far_school_2": Spot(900_106, "far_county", "3699010002", "雀岭县雀岭第二小学"),
    "far_school_3": Spot(900_107, "far_county_2", "3699020001", "雀湖县雀湖第一小学"),
    "far_school_4": Spot(900_108, "far_county_2", "3699020002", "雀湖县雀湖第二小学"),
}

CAST: dict[str, Member] = {
    "province_admin": Member(Role.PROVINCE_ADMIN, "province", "雀省管"),
    "city_admin": Member(Role.CITY_ADMIN, "city", "雀市管"),
    "county_admin": Member(Role.COUNTY_ADMIN, "county", "雀县管"),
    "school_admin": Member(Role.SCHOOL_ADMIN, "school", "雀校管"),
    "homeroom": Member(Role.HOMEROOM, "school", "雀班主"),
    "teacher": Member(Role.TEACHER, "school", "雀任课"),
    "inspector": Member(Role.INSPECTOR, "school", "雀备检"),
    "guardian": Member(Role.GUARDIAN, "school", "雀家长"),
    "student": Member(Role.STUDENT, "school", "雀学生"),
    "support": Member(Role.SUPPORT, "province", "雀支持"),
    "neighbour_teacher": Member(Role.TEACHER, "neighbour", "邻雀教师"),
    "neighbour_admin": Member(Role.SCHOOL_ADMIN, "neighbour", "邻雀校管"),
    "other_county_admin": Member(Role.COUNTY_ADMIN, "other_county", "邻雀县管"),
    "left_teacher": Member(Role.TEACHER, "school", "离雀教师", active=False),
}
