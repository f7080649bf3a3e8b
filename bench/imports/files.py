"""The sheets: all new, and mixed with 5 % of each clash. Real .xlsx with shared texts, ten columns."""

from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from bench.imports.people import guardian_of, name_of, person
from bench.imports.plan import Plan, class_of, class_text
from jiaoyun.rules.codes import Sex

HEAD = ("姓名", "性别", "身份证件号", "学籍号", "出生日期", "民族", "班级", "监护人姓名", "监护人手机号", "备注")
_FIRST_NEW = 20_000_000
_NEW_A_FILE = 200_000
_OWN, _OTHER = "汉族", "畲族"
_SEXES = {Sex.MALE: "男", Sex.FEMALE: "女"}
Row = list[str]


def new_file(folder: Path, rows: int, number: int) -> Path:
    """A sheet of people nobody knows; different numbers have different people."""
    path = folder / f"new-{rows}-{number}.xlsx"
    first = _FIRST_NEW + number * _NEW_A_FILE
    return _written(path, (row_of(first + at, at) for at in range(rows)))


def mixed_file(folder: Path, plan: Plan, rows: int) -> Path:
    """A sheet for the school of this size: of 20 rows one of each clash, 2 updates, 4 unchanged, 3 new, 1 repeated."""
    path = folder / f"mixed-{plan.people}-{rows}.xlsx"
    return _written(path, mixed_rows(plan, rows))


def row_of(serial: int, pupil: int, ethnicity: str = _OWN) -> Row:
    """The row of a person in the class that this place in the school has."""
    found = person(serial)
    return [
        found.name,
        _SEXES[found.sex],
        found.document,
        found.roll_number,
        found.birth.isoformat(),
        ethnicity,
        class_text(*class_of(pupil)),
        guardian_of(serial),
        found.phone,
        "",
    ]


def mixed_rows(plan: Plan, rows: int) -> Iterator[Row]:
    """The rows of a mixed sheet, twenty at a time."""
    own = plan.mixed_school(rows).first
    new = _FIRST_NEW + 90 * _NEW_A_FILE + rows
    for at in range(0, rows, 20):
        yield from _twenty(own + at, at, plan.ordinary + at, plan.teachers.start + at // 20, new + at)


def _twenty(own: int, at: int, elsewhere: int, teacher: int, new: int) -> Iterator[Row]:
    """Twenty rows; pupils 0 and 1 of twenty have graduated and lie in 回收站 (plan)."""
    wrong = row_of(new, at)
    wrong[2] = wrong[2][:-1] + ("0" if wrong[2][-1] != "0" else "1")
    yield wrong
    yield [*row_of(elsewhere + 4, at)[:3], *row_of(elsewhere + 5, at)[3:4], "", *row_of(new, at)[5:]]
    yield row_of(teacher, at)
    yield [name_of(own + 13), *row_of(own + 2, at + 2)[1:]]
    yield row_of(own + 3, at + 4)
    yield row_of(own + 1, at + 1)
    yield [name_of(elsewhere + 11), *row_of(elsewhere + 3, at)[1:]]
    yield row_of(elsewhere + 2, at)
    yield row_of(elsewhere, at)
    for pupil in (4, 5):
        yield row_of(own + pupil, at + pupil, ethnicity=_OTHER)
    for pupil in (6, 7, 8, 9):
        yield row_of(own + pupil, at + pupil)
    fresh = [row_of(new + more, at + more) for more in (1, 2, 3, 4)]
    yield from fresh
    yield fresh[0]


def _written(path: Path, rows: Iterator[Row]) -> Path:
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with xlsxwriter.Workbook(str(unfinished)) as book:
        page = book.add_worksheet("花名册")
        page.write_row(0, 0, HEAD)
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if value:
                    page.write_string(line, column, value)
    return unfinished.rename(path)
