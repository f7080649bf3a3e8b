"""The sample in which every class of row comes up, with the two marks 没有这个班 and 手机号共用 (design.md §4)."""

from itertools import count, pairwise

from jiaoyun.demo.samples.files import template_xlsx
from jiaoyun.demo.samples.fresh import FreshPupils
from jiaoyun.demo.samples.known import Known, SchoolNow
from jiaoyun.demo.samples.made import Cells, Line, Made, made
from jiaoyun.organizations.class_names import NamedClass
from jiaoyun.roster.models import EnrolmentState, RowClass
from jiaoyun.roster.sheet.columns import Field
from jiaoyun.rules.resident_numbers import CHECK_DIGITS

_FEW = 3


def clashes(now: SchoolNow, fresh: FreshPupils) -> Made:
    """A few rows of each of the 13 classes, as far as the school and its county have people for them."""
    target = now.youngest()[0]
    lines = [*_new(fresh, target, now), *_faulty(fresh, target), *_here(now, fresh), *_elsewhere(now, target)]
    return made("各种冲突示例.xlsx", template_xlsx(lines, "学生名单"), lines)


def _new(fresh: FreshPupils, target: NamedClass, now: SchoolNow) -> list[Line]:
    lines = [Line(fresh.pupil(target)) for _ in range(4)]
    # Brothers or sisters: one phone on two lines.
    for line in lines[2:]:
        line.cells[Field.CONTACT_PHONE] = lines[2].cells[Field.CONTACT_PHONE]
    lines += [Line(dict(lines[0].cells), RowClass.REPEATED), Line(dict(lines[1].cells), RowClass.REPEATED)]
    numbers = {row.number for row in now.youngest()}
    free = next(number for number in count(1) if number not in numbers)
    for _ in range(2):
        cells = fresh.pupil(target)
        cells[Field.CLASS] = target.name.replace(f"（{target.number}）", f"（{free}）")
        lines.append(Line(cells, RowClass.NEW, no_class=True))
    return lines


def _faulty(fresh: FreshPupils, target: NamedClass) -> list[Line]:
    """Five lines that a rule refuses: check digit, birth date, sex, no name, no such class."""
    cells = [fresh.pupil(target) for _ in range(5)]
    cells[0] = _wrong_check_digit(cells[0])
    cells[1][Field.BIRTH_DATE] = "2001-01-01"
    cells[2][Field.SEX] = "女" if cells[2][Field.SEX] == "男" else "男"
    cells[3][Field.NAME] = ""
    cells[4][Field.GRADE], cells[4][Field.CLASS] = "", "火箭班"
    return [Line(one, RowClass.FAULTY) for one in cells]


def _wrong_check_digit(cells: Cells) -> Cells:
    number = cells[Field.DOCUMENT]
    other = CHECK_DIGITS[(CHECK_DIGITS.index(number[-1]) + 1) % len(CHECK_DIGITS)]
    return {**cells, Field.DOCUMENT: number[:-1] + other, Field.ROLL_NUMBER: ""}


def _here(now: SchoolNow, fresh: FreshPupils) -> list[Line]:
    """Pupils of the own school: unchanged, a new phone, another class, another name, two people's numbers, the bin."""
    pupils = [one for one in now.pupils(limit=60) if one.roll_number]
    same, more, moved, renamed, mixed = (pupils[at : at + _FEW] for at in range(0, 5 * _FEW, _FEW))
    lines = [Line(one.cells(now.class_name(one.class_id)), RowClass.SAME) for one in same]
    for one in more:
        cells = {**one.cells(now.class_name(one.class_id)), Field.CONTACT_PHONE: fresh.phone()}
        lines.append(Line(cells, RowClass.UPDATE))
    for one in moved:
        other = next((row for row in now.classes if row.id != one.class_id), None)
        if other is not None:
            lines.append(Line(one.cells(other.name), RowClass.OTHER_CLASS))
    lines += [_renamed(one, now.class_name(one.class_id), RowClass.NAME_DIFFERS) for one in renamed]
    # The document of one pupil with the 学籍号 of another.
    for one, twin in pairwise(mixed):
        cells = {**one.cells(now.class_name(one.class_id)), Field.ROLL_NUMBER: twin.roll_number}
        lines.append(Line(cells, RowClass.TWO_PEOPLE))
    deleted = now.pupils(EnrolmentState.DELETED, limit=_FEW)
    return lines + [Line(one.cells(now.youngest()[0].name), RowClass.BIN) for one in deleted]


def _elsewhere(now: SchoolNow, target: NamedClass) -> list[Line]:
    """Pupils of other schools of the county, and a teacher's number on a pupil's line."""
    enrolled = now.elsewhere(EnrolmentState.ENROLLED, 2 * _FEW)
    gone = now.elsewhere(EnrolmentState.GRADUATED, _FEW) + now.elsewhere(EnrolmentState.LEFT, 1)
    lines = [Line(one.cells(target.name), RowClass.ELSEWHERE_ENROLLED) for one in enrolled[:_FEW]]
    lines += [_renamed(one, target.name, RowClass.ELSEWHERE_NAME) for one in enrolled[_FEW:]]
    lines += [Line(one.cells(target.name), RowClass.ELSEWHERE_GONE) for one in gone]
    return lines + [Line(one.cells(target.name), RowClass.OTHER_ROLE) for one in now.teachers(2)]


def _renamed(one: Known, class_name: str, row_class: RowClass) -> Line:
    """The right numbers with a name that lost its last character or got one more."""
    name = one.name[:-1] if len(one.name) > 2 else f"{one.name}子"
    return Line({**one.cells(class_name), Field.NAME: name}, row_class)
