"""The template of 批量新增学生, with this school's own classes to choose from."""

from datetime import datetime
from io import BytesIO

from django.utils import timezone

from jiaoyun.organizations.class_names import named
from jiaoyun.organizations.reckoning import reckoning_at
from jiaoyun.organizations.stages import grades_of
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.sheets.writer import ColumnOut, SheetOut, write_xlsx
from jiaoyun.roster.check.batch import open_classes
from jiaoyun.roster.sheet.columns import BY_FIELD, TEMPLATE_FIELDS, Column, Field
from jiaoyun.rules.codes import BOARDING_LABELS, ETHNIC_LABELS
from jiaoyun.rules.documents import DOCUMENT_LABELS

_SEXES = ("男", "女")
_RELATIONS = ("父亲", "母亲", "祖父", "祖母", "外祖父", "外祖母", "其他")
NOTES: tuple[str, ...] = (
    "1. 带 * 的列必须有；其余可以留空，也可以删掉整列，列的顺序随意。",
    "2. 身份证件号、学籍号、手机号已经设成“文本”格式，请不要改成数字，否则后几位会变成 0。",
    "3. 没有身份证件的学生：身份证件号留空，填上出生日期，平台会给他编一个平台学号。",
    "4. 班级可以写“一（1）班”“1年级1班”“2026级1班”“101”；本校还没有的班，上传后可以一键新建。",
    "5. 已经在本校名单上的学生也可以放在表里：一样的不动，班级不同的会请您确认是不是调班。",
    "6. 上传后先核对、再由您确认，确认之前不会写入任何内容；导入后 7 天内可以整批撤销。",
)


def template_file(place: Place, now: datetime) -> bytes:
    """The template as .xlsx: text columns, drop-downs, an example row, notes on a sheet of their own."""
    found = reckoning_at(place, timezone.localdate(now))
    year, specs = found.day.school_year, found.specs
    classes = sorted((named(row, year, specs) for row in open_classes(place).values()), key=lambda found: found.order)
    choices: dict[Field, tuple[str, ...]] = {
        Field.DOCUMENT_KIND: tuple(DOCUMENT_LABELS.values()),
        Field.SEX: _SEXES,
        Field.ETHNICITY: tuple(ETHNIC_LABELS.values()),
        Field.GRADE: tuple(choice.name for choice in grades_of(specs, year)),
        Field.CLASS: tuple(found.name for found in classes),
        Field.BOARDING: tuple(BOARDING_LABELS.values()),
        Field.CONTACT_RELATION: _RELATIONS,
    }
    columns = [column_out(BY_FIELD[field], choices.get(field, ())) for field in TEMPLATE_FIELDS]
    stream = BytesIO()
    write_xlsx(stream, [SheetOut("学生", columns, rows=[], notes=NOTES)])
    return stream.getvalue()


def column_out(column: Column, choices: tuple[str, ...] = ()) -> ColumnOut:
    """A column of the template or of an export in its layout."""
    return ColumnOut(
        title=column.title,
        width=column.width,
        note=column.note,
        choices=choices,
        required=column.required,
        example=column.example,
    )
