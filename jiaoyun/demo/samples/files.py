"""Sample lines as files: the platform's own layout, text files of old programs, and sheets that schools lay out."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

import xlsxwriter

from jiaoyun.demo.samples.made import Line
from jiaoyun.plumbing.sheets.writer import ColumnOut, SheetOut, write_xlsx
from jiaoyun.roster.sheet.columns import BY_FIELD, Field

_LEAST = (Field.NAME, Field.DOCUMENT, Field.CLASS)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def fields_used(lines: Sequence[Line]) -> list[Field]:
    """The template's columns that any line fills, in the template's order."""
    used = {field for line in lines for field, value in line.cells.items() if value}
    return [field for field in BY_FIELD if field in used or field in _LEAST]


def texts(lines: Sequence[Line], fields: Sequence[Field]) -> list[list[str]]:
    """The lines as rows of text."""
    return [[line.cells.get(field, "") for field in fields] for line in lines]


def template_xlsx(lines: Sequence[Line], name: str = "学生名单") -> bytes:
    """The lines in the platform's own layout."""
    fields, target = fields_used(lines), BytesIO()
    columns = [ColumnOut(BY_FIELD[field].title, BY_FIELD[field].width) for field in fields]
    write_xlsx(target, [SheetOut(name, columns, texts(lines, fields))])
    return target.getvalue()


def gbk_csv(lines: Sequence[Line]) -> bytes:
    """A text file as Excel on Chinese Windows saves it: GB 18030, CRLF."""
    fields, target = fields_used(lines), StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([BY_FIELD[field].title for field in fields])
    writer.writerows(texts(lines, fields))
    return target.getvalue().encode("gb18030")


def laid_out(name: str, rows: Sequence[Sequence[str]], above: Sequence[str] = ()) -> bytes:
    """One sheet of text with title lines above the head, each merged over all columns."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        page = book.add_worksheet(name)
        title, text = book.add_format({"bold": True, "align": "center"}), book.add_format({"num_format": "@"})
        for index, line in enumerate(above):
            page.merge_range(index, 0, index, len(rows[0]) - 1, line, title)
        for index, row in enumerate(rows, start=len(above)):
            for column, value in enumerate(row):
                page.write_string(index, column, value, text)
    return target.getvalue()
