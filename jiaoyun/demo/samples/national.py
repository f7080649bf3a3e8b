"""A list in the layout of the national roll system's export: 71 columns, most of which the platform does not collect.

The order of the columns follows the national 学籍信息表 as public 填报说明 describe it.
"""

from itertools import cycle, islice

from jiaoyun.demo.samples.files import laid_out
from jiaoyun.demo.samples.fresh import FreshPupils
from jiaoyun.demo.samples.known import SchoolNow
from jiaoyun.demo.samples.made import Cells, Line, Made, made
from jiaoyun.organizations.models import School
from jiaoyun.roster.models import RowClass
from jiaoyun.roster.sheet.columns import Field
from jiaoyun.rules.text import words

_PUPIL = words(
    "学校标识码 姓名 性别 出生日期 出生地 籍贯 民族 国籍/地区 身份证件类型 港澳台侨外 健康状况 政治面貌 身份证件号 "
    "户口性质 户口所在地 班级 入学年月 入学方式 就读方式 现住址 通信地址 家庭地址 联系电话 邮政编码 是否独生子女 "
    "是否受过学前教育 是否留守儿童 是否需要申请资助 是否享受一补 是否孤儿 是否烈士或优抚子女 上下学距离（公里） "
    "上下学交通方式 是否需要乘坐校车 曾用名 身份证件有效期 血型 特长 学籍辅号 班内学号 学生来源 电子信箱 主页地址 "
    "残疾类型 是否由政府购买学位 随班就读"
)
_MEMBER = words("姓名 关系 关系说明 现住址 户口所在地 联系电话 是否监护人 身份证件类型 身份证件号 民族 工作单位 职务")
HEAD: tuple[str, ...] = (
    *_PUPIL,
    *(f"成员{member}{title}" for member in (1, 2) for title in _MEMBER),
    "是否进城务工人员随迁子女",
)
_FIELDS = {
    "姓名": Field.NAME,
    "性别": Field.SEX,
    "民族": Field.ETHNICITY,
    "身份证件号": Field.DOCUMENT,
    "班级": Field.CLASS,
    "联系电话": Field.CONTACT_PHONE,
    "学籍辅号": Field.ROLL_NUMBER,
    "班内学号": Field.NUMBER,
    "成员1姓名": Field.CONTACT_NAME,
    "成员1关系": Field.CONTACT_RELATION,
    "成员1联系电话": Field.CONTACT_PHONE,
}
# The same for every pupil of the sample: codes and labels as the roll system writes them.
_FIXED = {
    "国籍/地区": "CHN",
    "身份证件类型": "1-居民身份证",
    "港澳台侨外": "00-否",
    "健康状况": "10-健康或良好",
    "户口性质": "2-农业户口",
    "是否独生子女": "0-否",
    "是否受过学前教育": "1-是",
    "是否留守儿童": "9-非留守儿童",
    "成员1是否监护人": "1-是",
    "是否进城务工人员随迁子女": "0-否",
}


def national(now: SchoolNow, fresh: FreshPupils) -> Made:
    """Pupils who are there already, and new ones, as the national roll exports them."""
    lines = [Line(one.cells(now.class_name(one.class_id)), RowClass.SAME) for one in now.pupils(limit=10)]
    youngest = islice(cycle(now.youngest()), 30)
    lines += [Line(fresh.pupil(row, seat)) for seat, row in enumerate(youngest, start=1)]
    code = School.objects.within(now.place).values_list("school_code", flat=True).first() or ""
    rows = [list(HEAD), *(_row(line.cells, code) for line in lines)]
    return made("全国学籍系统导出.xlsx", laid_out("学生信息", rows), lines)


def _row(cells: Cells, school_code: str) -> list[str]:
    known = {title: cells.get(field, "") for title, field in _FIELDS.items()}
    born = cells.get(Field.BIRTH_DATE, "").replace("-", "")
    filled = {**_FIXED, **known, "学校标识码": school_code, "出生日期": born}
    return [filled.get(title, "") for title in HEAD]
