"""Samples in tidy layouts: a new first grade, a text file, a very long list, a change of classes."""

from itertools import cycle, islice

from jiaoyun.demo.samples.files import gbk_csv, template_xlsx
from jiaoyun.demo.samples.fresh import FreshPupils
from jiaoyun.demo.samples.known import Known, SchoolNow
from jiaoyun.demo.samples.made import Line, Made, made
from jiaoyun.roster.models import RowClass
from jiaoyun.roster.sheet.columns import Field

_NEW_A_CLASS, _LONG_LIST = 42, 3000


def clean(now: SchoolNow, fresh: FreshPupils) -> Made:
    """A new lowest grade without a fault."""
    lines = [
        Line(fresh.pupil(school_class, seat)) for school_class in now.youngest() for seat in range(1, _NEW_A_CLASS + 1)
    ]
    return made(f"{now.youngest()[0].grade}新生花名册.xlsx", template_xlsx(lines, "新生"), lines)


def text_file(now: SchoolNow, fresh: FreshPupils) -> Made:
    """A list saved as text by a Chinese Windows: some pupils are there already, some are new."""
    lines = [Line(one.cells(now.class_name(one.class_id)), RowClass.SAME) for one in now.pupils(limit=12)]
    lines += [Line(fresh.pupil(school_class)) for school_class in islice(cycle(now.youngest()), 24)]
    return made("学生名单（另存为CSV）.csv", gbk_csv(lines), lines)


def long_list(now: SchoolNow, fresh: FreshPupils) -> Made:
    """3,000 lines: all who are there, and new pupils for every class."""
    known = now.pupils(limit=_LONG_LIST - 200)
    lines = [Line(one.cells(now.class_name(one.class_id)), RowClass.SAME) for one in known]
    lines += [Line(fresh.pupil(school_class)) for school_class in islice(cycle(now.classes), _LONG_LIST - len(lines))]
    return made("三千人大名册.xlsx", template_xlsx(lines, "全校学生"), lines)


def class_change(now: SchoolNow, fresh: FreshPupils) -> Made:
    """One grade put into other classes: every second pupil changes, the others stay (product.md U3)."""
    lines: list[Line] = []
    for index, one in enumerate(_one_grade(now)):
        target = _next_class(now, one) if index % 2 else ""
        row_class = RowClass.OTHER_CLASS if target else RowClass.SAME
        cells = one.cells(target or now.class_name(one.class_id))
        lines.append(Line({field: cells[field] for field in (Field.NAME, Field.DOCUMENT, Field.CLASS)}, row_class))
    return made("调班名单.xlsx", template_xlsx(lines, "调班"), lines)


def _one_grade(now: SchoolNow) -> list[Known]:
    """The pupils of the lowest grade that has any."""
    pupils = now.pupils()
    grades = {row.id: (row.stage, row.entry_year) for row in now.classes}
    first = grades[pupils[0].class_id] if pupils and pupils[0].class_id else None
    return [one for one in pupils if one.class_id and grades[one.class_id] == first]


def _next_class(now: SchoolNow, one: Known) -> str:
    """The class after the pupil's own in its grade, the first after the last; empty where there is no other."""
    own = next(row for row in now.classes if row.id == one.class_id)
    grade = [row for row in now.classes if (row.stage, row.entry_year) == (own.stage, own.entry_year)]
    target = grade[(grade.index(own) + 1) % len(grade)]
    return target.name if target is not own else ""
