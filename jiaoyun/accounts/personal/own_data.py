"""我的数据: everything that the house holds about one person, as sheets and as JSON (PIPL art. 45).

Rooms register sections; this room brings its own. Numbers stand in full: they are the person's own, and the page asked
who is there.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from jiaoyun.plumbing.sheets.writer import ColumnOut, SheetOut, Value, write_xlsx

_README = """这是赣教云保存的关于您的全部数据，下载于 {at}。

我的数据.xlsx　用表格软件打开，每一类数据一张表。
我的数据.json　同样的内容，给程序读取。

里面有您的完整号码，请妥善保管，不要转发。发现有误，请在个人中心更正，或者请学校更正。
"""


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of data: its name, the titles of its columns, its rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]


Source = Callable[[UUID], Iterable[Section]]
_sources: list[Source] = []


@dataclass(frozen=True, slots=True)
class Parcel:
    """The ZIP, and how much is in it."""

    content: bytes
    sections: int
    rows: int

    def __repr__(self) -> str:
        return f"Parcel({self.sections}, {self.rows})"


def declare_own_data(source: Source) -> Source:
    """Register what a room holds about a person; once, when the server starts."""
    if source not in _sources:
        _sources.append(source)
    return source


def sections_of(account_id: UUID) -> list[Section]:
    """Every section of every room, empty ones too: that nothing is held is an answer."""
    return [section for source in _sources for section in source(account_id)]


def pack(sections: Sequence[Section], *, now: datetime) -> Parcel:
    """The ZIP: a workbook with a sheet for each section, the same as JSON, and a page of words."""
    book = io.BytesIO()
    write_xlsx(book, [_sheet(section) for section in sections])
    plain = {section.name: [_line(section, row) for row in section.rows] for section in sections}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("请先看这里.txt", _README.format(at=f"{timezone.localtime(now):%Y-%m-%d %H:%M}"))
        parts.writestr("我的数据.xlsx", book.getvalue())
        parts.writestr("我的数据.json", json.dumps(plain, ensure_ascii=False, indent=1))
    return Parcel(target.getvalue(), len(sections), sum(len(section.rows) for section in sections))


def moment(at: datetime | None) -> str:
    """A time as these sheets show it."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def _sheet(section: Section) -> SheetOut:
    return SheetOut(section.name, [ColumnOut(title, 20) for title in section.columns], section.rows)


def _line(section: Section, row: Sequence[Value]) -> dict[str, str | int | float | None]:
    return {
        title: value.isoformat() if isinstance(value, date) else value
        for title, value in zip(section.columns, row, strict=True)
    }
