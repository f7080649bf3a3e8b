"""Samples in layouts that are not ours: a school's own heads, merged cells, several sheets with hidden rows."""

from io import BytesIO
from itertools import cycle, islice

import xlsxwriter

from jiaoyun.demo.samples.files import OPTIONS, laid_out, texts
from jiaoyun.demo.samples.fresh import FreshPupils
from jiaoyun.demo.samples.known import SchoolNow
from jiaoyun.demo.samples.made import Line, Made, made
from jiaoyun.roster.models import RowClass
from jiaoyun.roster.sheet.columns import Field

#: A class teacher's own heads. 孩子 is no word that the platform knows: it asks whether that is the name.
_OWN_HEADS = {
    "序号": None,
    "孩子": Field.NAME,
    "公民身份号码": Field.DOCUMENT,
    "国网学籍号": Field.ROLL_NUMBER,
    "所在班级": Field.CLASS,
    "家长": Field.CONTACT_NAME,
    "家长电话": Field.CONTACT_PHONE,
    "家庭住址": None,
}
#: Two lines of heads: what stands over merged columns and what stands below.
_TWO_LINES = (
    ("学生", "姓名", Field.NAME),
    ("学生", "身份证号", Field.DOCUMENT),
    ("学生", "学籍号", Field.ROLL_NUMBER),
    ("班级", "", Field.CLASS),
    ("监护人", "姓名", Field.CONTACT_NAME),
    ("监护人", "关系", Field.CONTACT_RELATION),
    ("监护人", "手机号", Field.CONTACT_PHONE),
)


def own_heads(now: SchoolNow, fresh: FreshPupils) -> Made:
    """A list with the school's title above the head, its own words for the columns, and columns nobody needs."""
    lines = _new_lines(now, fresh, 20)
    rows = [list(_OWN_HEADS)]
    for number, line in enumerate(lines, start=1):
        cells = [line.cells.get(field, "") if field else "" for field in _OWN_HEADS.values()]
        rows.append([str(number), *cells[1:]])
    above = (f"{now.place.name}{now.school_year}年秋季学期新生登记表", "填表人：　　　　填表日期：", "")
    content = laid_out("新生登记表", rows, above)
    return made("新生登记表（本校格式）.xlsx", content, lines, asks_columns=True)


def merged(now: SchoolNow, fresh: FreshPupils) -> Made:
    """A head of two lines under merged cells, with a merged title above."""
    lines, target = _new_lines(now, fresh, 20), BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        page = book.add_worksheet("花名册")
        bold = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1})
        text = book.add_format({"num_format": "@"})
        page.merge_range(0, 0, 0, len(_TWO_LINES) - 1, f"{now.place.name}学生花名册", bold)
        page.merge_range(1, 0, 1, 2, "学生", bold)
        page.merge_range(1, 3, 2, 3, "班级", bold)
        page.merge_range(1, 4, 1, 6, "监护人", bold)
        for column, (_, below, _) in enumerate(_TWO_LINES):
            if below:
                page.write_string(2, column, below, bold)
        for index, row in enumerate(texts(lines, [field for _, _, field in _TWO_LINES]), start=3):
            for column, value in enumerate(row):
                page.write_string(index, column, value, text)
    return made("花名册（合并单元格）.xlsx", target.getvalue(), lines)


def several_sheets(now: SchoolNow, fresh: FreshPupils) -> Made:
    """A book with a cover, last year's hidden sheet, and one sheet a class: the class stands in the sheets' names only.
    On the first of them a filter hid two rows."""
    lines, target = _new_lines(now, fresh, 18), BytesIO()
    lines += [Line(one.cells(now.class_name(one.class_id)), RowClass.SAME) for one in now.pupils(limit=4)]
    lists: dict[str, list[Line]] = {}
    for line in lines:
        lists.setdefault(line.cells[Field.CLASS], []).append(line)
    fields = (Field.NAME, Field.DOCUMENT, Field.ROLL_NUMBER)
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        cover = book.add_worksheet("说明")
        cover.write_string(0, 0, "请各班核对后交教务处。")
        text = book.add_format({"num_format": "@"})
        for title, rows in (*lists.items(), ("上学年", lines[-2:])):
            page = book.add_worksheet(title)
            for index, row in enumerate([["学生姓名", "身份证号码", "全国学籍号"], *texts(rows, fields)]):
                for column, value in enumerate(row):
                    page.write_string(index, column, value, text)
            if title == next(iter(lists)):
                # Rows that a filter hid are pupils all the same.
                page.set_row(2, options={"hidden": True})
                page.set_row(3, options={"hidden": True})
            if title not in lists:
                page.hide()
    ordered = [line for rows in lists.values() for line in rows]
    return made("全校名单（每班一张工作表）.xlsx", target.getvalue(), ordered, asks_columns=True)


def _new_lines(now: SchoolNow, fresh: FreshPupils, count: int) -> list[Line]:
    return [Line(fresh.pupil(school_class)) for school_class in islice(cycle(now.youngest()), count)]
