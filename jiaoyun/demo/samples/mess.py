"""Samples of what sheets do to values: numbers that lost their ends, missing documents, every way to write a date."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import cycle, islice

import xlsxwriter

from jiaoyun.demo.samples.files import OPTIONS, fields_used, template_xlsx, texts
from jiaoyun.demo.samples.fresh import FreshPupils
from jiaoyun.demo.samples.known import SchoolNow
from jiaoyun.demo.samples.made import Cells, Line, Made, made
from jiaoyun.organizations.class_names import NamedClass
from jiaoyun.roster.models import RowClass
from jiaoyun.roster.sheet.columns import BY_FIELD, Field

_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_RARE_NAMES = ("㛃", "䶮", "𠮷", "𫍯", "𬱖", "\ue863")


def damaged(now: SchoolNow, fresh: FreshPupils) -> Made:
    """ID numbers that a sheet kept as numbers: the last three digits are gone for good. The text ones are in order."""
    lines = [
        Line(fresh.pupil(row), RowClass.FAULTY if at < 12 else RowClass.NEW)
        for at, row in enumerate(islice(cycle(now.youngest()), 20))
    ]
    for line in lines:
        line.cells[Field.ROLL_NUMBER] = ""
        if line.row_class is RowClass.FAULTY and line.cells[Field.DOCUMENT].endswith("X"):
            # Only a number without X can be taken for a number by a sheet.
            line.cells[Field.DOCUMENT] = f"{line.cells[Field.DOCUMENT][:-1]}0"
    fields, target = fields_used(lines), BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        page, text = book.add_worksheet("学生名单"), book.add_format({"num_format": "@"})
        for column, field in enumerate(fields):
            page.write_string(0, column, BY_FIELD[field].title)
        for index, (line, row) in enumerate(zip(lines, texts(lines, fields), strict=True), start=1):
            for column, value in enumerate(row):
                if fields[column] is Field.DOCUMENT and line.row_class is RowClass.FAULTY:
                    page.write_number(index, column, int(value))
                else:
                    page.write_string(index, column, value, text)
    return made("身份证号变成数字.xlsx", target.getvalue(), lines)


def without_documents(now: SchoolNow, fresh: FreshPupils) -> Made:
    """Pupils without a document, with other documents, and brothers and sisters on one phone."""
    target = now.youngest()[0]
    lines = [Line(_without(fresh.pupil(target))) for _ in range(4)]
    unknown = _without(fresh.pupil(target))
    unknown[Field.BIRTH_DATE] = ""
    lines.append(Line(unknown, RowClass.FAULTY))
    for number in range(1, 4):
        # A passport of no country, as all documents of the demo are of none.
        passport = {
            Field.DOCUMENT_KIND: "护照",
            Field.DOCUMENT: f"ZZ36{now.place.organization_id % 1000:03d}{number:03d}",
        }
        lines.append(Line({**_without(fresh.pupil(target)), **passport}))
    siblings = [Line(fresh.pupil(row)) for row in now.classes[:4]]
    for line in siblings:
        line.cells[Field.CONTACT_PHONE] = siblings[0].cells[Field.CONTACT_PHONE]
    here = [
        {Field.NAME: one.name, Field.BIRTH_DATE: one.born.isoformat(), Field.CLASS: now.class_name(one.class_id)}
        for one in now.without_number()[:2]
        if one.born is not None
    ]
    lines += [*siblings, *(Line(cells, RowClass.SAME) for cells in here)]
    return made("无证件学生和兄弟姐妹.xlsx", template_xlsx(lines, "学生名单"), lines)


def messy_cells(now: SchoolNow, fresh: FreshPupils) -> Made:
    """Full width, blanks, dates in every form, classes in every form, rare characters, a character of an old system."""
    target, forms = now.youngest()[0], _date_forms()
    lines: list[Line] = []
    for index in range(24):
        person = fresh.pupil(target)
        person[Field.BIRTH_DATE] = forms[index % len(forms)](date.fromisoformat(person[Field.BIRTH_DATE]))
        person[Field.DOCUMENT] = _written(person[Field.DOCUMENT], index)
        person[Field.CLASS] = _class_forms(target)[index % 4]
        if index % 4 == 0:
            person[Field.NAME] = person[Field.NAME][0] + _RARE_NAMES[index // 4 % len(_RARE_NAMES)]
        elif index % 4 == 1:
            person[Field.NAME] = "\u3000".join(person[Field.NAME])
        lines.append(Line(person))
    lines += [_as_typed(one.cells(now.class_name(one.class_id))) for one in now.pupils(limit=6)]
    return made("乱七八糟的名单.xlsx", template_xlsx(lines, "学生名单"), lines)


def _without(cells: Cells) -> Cells:
    return {**cells, Field.DOCUMENT: "", Field.ROLL_NUMBER: ""}


def _date_forms() -> tuple[Callable[[date], str], ...]:
    return (
        lambda day: day.isoformat(),
        lambda day: f"{day:%Y%m%d}",
        lambda day: f"{day.year}/{day.month}/{day.day}",
        lambda day: f"{day.year}.{day.month}.{day.day}",
        lambda day: f"{day.year}年{day.month}月{day.day}日",
        lambda day: f"{day:%Y-%m-%d} 00:00:00",
    )


def _written(number: str, index: int) -> str:
    """An ID number as people type it: full width, in groups, with an apostrophe, x for X, with blanks around."""
    forms = (
        number.translate(_FULL_WIDTH),
        f"{number[:6]} {number[6:14]} {number[14:]}",
        f"'{number}",
        number.lower(),
        f" {number}\u3000",
    )
    return forms[index % len(forms)]


def _class_forms(target: NamedClass) -> tuple[str, ...]:
    grade = target.grade
    return (
        target.name,
        f"{grade}{target.number}班",
        f"{grade}（{target.number}）班",
        f"{target.entry_year}级{target.number}班",
    )


def _as_typed(cells: Cells) -> Line:
    """A pupil who is there already, written carelessly: nothing of it is a change."""
    typed = {**cells, Field.NAME: f" {cells[Field.NAME]} ", Field.DOCUMENT: _written(cells[Field.DOCUMENT], 0)}
    return Line(typed, RowClass.SAME)
