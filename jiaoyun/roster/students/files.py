"""Exports and slips as files: always through the one writer, under names that say nothing personal."""

from datetime import date
from io import BytesIO

from django.http import HttpResponse

from jiaoyun.plumbing.sheets.writer import ColumnOut, SheetOut, write_csv, write_xlsx
from jiaoyun.roster.sheet.columns import BY_FIELD, EXPORT_FIELDS
from jiaoyun.roster.sheet.template import column_out
from jiaoyun.roster.students.export import Table
from jiaoyun.roster.students.slips import PrintedSlip
from jiaoyun.roster.views.files import file_response, xlsx_response

CSV, XLSX = "csv", "xlsx"
_WIDTH = 16
_SLIP_COLUMNS = (("班级", 14), ("姓名", 12), ("账号", 24), ("首次密码", 16), ("有效期到", 14), ("登录网址", 30))


def shown_file(table: Table, form: str, today: date) -> HttpResponse:
    """显示内容 as CSV or .xlsx."""
    sheet = SheetOut("学生名单", [ColumnOut(title, width=_WIDTH) for title in table.titles], rows=table.rows)
    stream, name = BytesIO(), f"学生名单_{today:%Y%m%d}"
    if form == CSV:
        write_csv(stream, sheet)
        return file_response(stream.getvalue(), f"{name}.csv", "text/csv; charset=utf-8")
    write_xlsx(stream, [sheet])
    return xlsx_response(stream.getvalue(), f"{name}.xlsx")


def roster_file(table: Table, today: date) -> HttpResponse:
    """可回导名册 in the layout of the template."""
    columns = [column_out(BY_FIELD[field]) for field in EXPORT_FIELDS]
    stream = BytesIO()
    write_xlsx(stream, [SheetOut("学生", columns, rows=table.rows)])
    return xlsx_response(stream.getvalue(), f"可回导名册_{today:%Y%m%d}.xlsx")


def slip_file(slips: list[PrintedSlip], site: str, today: date) -> HttpResponse:
    """The slips of one printing as a sheet, a line a pupil."""
    rows = [
        (slip.class_name, slip.name, slip.account, slip.secret, slip.expires_on.isoformat(), site) for slip in slips
    ]
    stream = BytesIO()
    write_xlsx(
        stream, [SheetOut("首次登录条", [ColumnOut(title, width=width) for title, width in _SLIP_COLUMNS], rows=rows)]
    )
    return xlsx_response(stream.getvalue(), f"首次登录条_{today:%Y%m%d}.xlsx")
