"""The columns of 批量新增学生: what they are called here, and what schools and the national roll system call them.

Sources: domain.md §1.8; the 71 columns of the national 学籍信息表; heads seen in schools' own lists.
"""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a column can hold. The value is what mappings store."""

    NAME = "name"
    DOCUMENT_KIND = "document_kind"
    DOCUMENT = "document"
    ROLL_NUMBER = "roll_number"
    PLATFORM_NUMBER = "platform_number"
    SEX = "sex"
    BIRTH_DATE = "birth_date"
    ETHNICITY = "ethnicity"
    GRADE = "grade"
    CLASS = "class"
    NUMBER = "number"
    ENTRY_MONTH = "entry_month"
    BOARDING = "boarding"
    CONTACT_NAME = "contact_name"
    CONTACT_RELATION = "contact_relation"
    CONTACT_PHONE = "contact_phone"
    REMARK = "remark"
    SOURCE_LINE = "source_line"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the template: title, other names, whether it must be there, how wide, what to write in it."""

    field: Field
    title: str
    synonyms: tuple[str, ...]
    required: bool = False
    width: int = 14
    note: str = ""
    example: str = ""


COLUMNS: tuple[Column, ...] = (
    Column(
        Field.NAME,
        "姓名",
        ("学生姓名", "名字", "学生名字", "姓名（必填）", "学生", "xm"),
        required=True,
        width=14,
        note="与户口簿一致；少数民族姓名中的点写成“·”。",
        example="欧阳思琪",
    ),
    Column(
        Field.DOCUMENT_KIND,
        "证件类型",
        ("身份证件类型", "证件种类", "证件类别"),
        note="不填就是居民身份证。",
        example="居民身份证",
    ),
    Column(
        Field.DOCUMENT,
        "身份证件号",
        (
            "身份证号",
            "身份证号码",
            "证件号",
            "证件号码",
            "身份证件号码",
            "身份证",
            "公民身份号码",
            "学生身份证号",
            "sfzh",
        ),
        required=True,
        width=22,
        note="这一列要设成“文本”格式，否则后几位会变成 0。没有证件的学生请留空。",
        example="369901201909010026",
    ),
    Column(
        Field.ROLL_NUMBER,
        "学籍号",
        ("全国学籍号", "学籍号码", "学籍辅号", "国网学籍号", "学籍编号", "全国学籍编号", "学生学籍号"),
        width=22,
        note="G、L、J 开头的 19 位；还没有就留空。",
    ),
    Column(
        Field.PLATFORM_NUMBER, "平台学号", ("平台号",), width=16, note="T 开头；由平台给没有证件的学生编号，新生留空。"
    ),
    Column(Field.SEX, "性别", ("学生性别", "xb"), width=8, note="可不填，按身份证号推算。"),
    Column(
        Field.BIRTH_DATE,
        "出生日期",
        ("生日", "出生年月日", "出生年月", "出生时间", "csrq"),
        width=14,
        note="可不填，按身份证号推算；如 2019-09-01。",
    ),
    Column(Field.ETHNICITY, "民族", ("族别",), width=10, example="汉族"),
    Column(
        Field.GRADE, "年级", ("所在年级", "就读年级", "年级名称", "入学年份", "届别", "级"), width=12, example="一年级"
    ),
    Column(
        Field.CLASS,
        "班级",
        ("班", "班别", "所在班级", "班级名称", "班号", "就读班级", "行政班", "bj"),
        required=True,
        width=14,
        note="写“一（1）班”“1年级1班”“2026级1班”“101”都可以。",
        example="一（1）班",
    ),
    Column(Field.NUMBER, "座号", ("班内学号", "座位号", "班内序号", "班级学号"), width=8),
    Column(Field.ENTRY_MONTH, "入学年月", ("入学时间", "入学日期"), width=12, note="如 202609。"),
    Column(Field.BOARDING, "就读方式", ("走读住校", "是否住校", "住宿情况"), width=10, note="走读或住校。"),
    Column(
        Field.CONTACT_NAME,
        "监护人姓名",
        (
            "家长姓名",
            "监护人",
            "家长",
            "父母姓名",
            "成员1姓名",
            "联系人",
            "联系人姓名",
            "监护人1姓名",
            "监护人(父亲)",
            "父亲姓名",
        ),
        width=14,
    ),
    Column(
        Field.CONTACT_RELATION,
        "监护人关系",
        ("与学生关系", "关系", "成员1关系", "监护人1关系", "称谓"),
        width=12,
        note="父亲、母亲、祖父母、其他。",
    ),
    Column(
        Field.CONTACT_PHONE,
        "监护人手机号",
        (
            "家长手机",
            "家长电话",
            "联系电话",
            "监护人电话",
            "手机号",
            "手机",
            "电话",
            "联系方式",
            "成员1联系电话",
            "家长手机号",
            "监护人手机",
            "监护人联系电话",
            "监护人(父亲)电话",
            "手机号码",
            "lxdh",
        ),
        width=16,
        note="兄弟姐妹可以用同一个号码。",
    ),
    Column(Field.REMARK, "备注", ("说明",), width=16),
    Column(Field.SOURCE_LINE, "原文件行号", (), width=10, note="从本平台导出的问题行里带着它，改好后直接放回来即可。"),
)

BY_FIELD: dict[Field, Column] = {column.field: column for column in COLUMNS}
# The template shows what a school fills in; numbers that the platform gives come only with exports.
TEMPLATE_FIELDS: tuple[Field, ...] = tuple(
    column.field for column in COLUMNS if column.field not in (Field.PLATFORM_NUMBER, Field.SOURCE_LINE)
)
EXPORT_FIELDS: tuple[Field, ...] = tuple(column.field for column in COLUMNS if column.field is not Field.SOURCE_LINE)
# Columns of the national export that no page of the platform uses: said so in the mapping, never stored.
NOT_COLLECTED: frozenset[str] = frozenset((
    "出生地", "籍贯", "国籍/地区", "港澳台侨外", "健康状况", "政治面貌", "户口性质", "户口所在地", "入学方式",
    "现住址", "通信地址", "家庭地址", "邮政编码", "是否独生子女", "是否受过学前教育", "是否留守儿童",
    "是否需要申请资助", "是否享受一补", "是否孤儿", "是否烈士或优抚子女", "上下学距离（公里）",
    "上下学交通方式", "是否需要乘坐校车", "曾用名", "身份证件有效期", "血型", "特长", "学生来源", "电子信箱",
    "主页地址", "残疾类型", "是否由政府购买学位", "随班就读", "是否进城务工人员随迁子女", "学校标识码",
))  # fmt: skip
