"""What honest files of schools give: the right sheet, the right head, every row with its number."""

import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from jiaoyun.plumbing.sheets.cells import cell_date, cell_text, has_marks, is_damaged, is_error
from jiaoyun.plumbing.sheets.faults import SheetFault
from jiaoyun.plumbing.sheets.reader import Peek, Row, peek, read_rows
from tests.hostile.files import CSV, HTML, old_workbook
from tests.plumbing.sheets.packing import book, honest_rows, row, sheet

WORDS = frozenset({"姓名", "性别", "身份证号", "监护人电话"})


def read(source: bytes | Path, **options: int) -> tuple[Peek, list[Row]]:
    found = peek(source, head_words=WORDS)
    rows = [
        one
        for block in read_rows(source, sheet_index=found.sheet_index, head_row=found.head_row, **options)
        for one in block
    ]
    return found, rows


def typed_workbook(**options: bool) -> bytes:
    target = io.BytesIO()
    made = xlsxwriter.Workbook(target, options)
    day, month = made.add_format({"num_format": 14}), made.add_format({"num_format": 57})
    page = made.add_worksheet("学生")
    page.write_row(0, 0, ["姓名", "性别", "身份证号", "出生日期", "入学年月", "班", "公式", "住校", "分数"])
    page.write_row(1, 0, ["张三", "男"])
    page.write_number(1, 2, 369901201501010011)
    page.write_datetime(1, 3, date(2015, 9, 1), day)
    page.write_datetime(1, 4, date(2022, 9, 1), month)
    page.write_number(1, 5, 3)
    page.write_formula(1, 6, "=A99", None, "#REF!")
    page.write_boolean(1, 7, True)
    page.write_number(1, 8, 85.3 * 3)
    made.close()
    return target.getvalue()


@pytest.mark.parametrize("options", [{}, {"date_1904": True}])
def test_it_keeps_what_a_cell_was(options: dict[str, bool]) -> None:
    _, [(line, cells)] = read(typed_workbook(**options))
    assert line == 2
    assert cells[:2] == ["张三", "男"]
    assert is_damaged(cells[2])
    assert cell_text(cells[2]) == "369901201501010000"
    assert cell_date(cells[3]) == date(2015, 9, 1)
    assert cell_date(cells[4]) == date(2022, 9, 1)
    assert cells[5] == "3"
    assert is_error(cells[6])
    assert cell_text(cells[6]) == "#REF!"
    assert cell_text(cells[7]) == "TRUE"
    assert cells[8] == "255.9"
    assert has_marks(cells)
    assert not has_marks(cells[:2])


def test_it_lets_no_text_pretend_to_be_marked() -> None:
    data = book(sheet(honest_rows(1) + row(3, "_x001F_n1", "_x0000_a", "\tb") + row(4, "_x005F_x003D_", "=1+1", "'c")))
    _, rows = read(data)
    assert rows[1][1] == ["n1", "a", "b"]
    assert rows[2][1][1:] == ["=1+1", "'c"]


def test_it_numbers_rows_as_the_spreadsheet_does() -> None:
    data = book(sheet(row(3, "学生名册") + honest_rows(2, first=5) + row(20, "李四", "女", "") + row(30, " ", "　")))
    found, rows = read(data)
    assert (found.head_row, found.head) == (5, ("姓名", "性别", "身份证号"))
    assert [line for line, _ in rows] == [6, 7, 20]
    assert found.sample[-1] == ("李四", "女", "")


def test_it_keeps_the_letters_of_columns() -> None:
    far_right = sheet('<row r="2"><c r="C2" t="str"><v>姓名</v></c><c r="E2" t="str"><v>性别</v></c></row>')
    assert peek(book(far_right), head_words=WORDS).head == ("", "", "姓名", "", "性别")


def test_it_finds_the_sheet_that_holds_the_data() -> None:
    notes = sheet(row(1, "填表说明", "请认真填写"))
    data = book(notes, sheet(honest_rows(3)), sheet(honest_rows(9)), states=",,hidden")
    found, rows = read(data)
    assert (found.sheet_index, found.matched, len(rows)) == (1, 3, 3)
    assert [page.hidden for page in found.sheets] == [False, False, True]
    assert [page.rows for page in found.sheets] == [1, 4, 10]
    assert peek(data, head_words=WORDS, sheet_index=2).sheet_index == 2
    with pytest.raises(SheetFault, match="sheet_gone"):
        peek(data, head_words=WORDS, sheet_index=3)


def test_it_takes_a_hidden_sheet_when_no_other_fits() -> None:
    assert peek(
        book(sheet(row(1, "说明", "无")), sheet(honest_rows(3)), states=",hidden"), head_words=WORDS
    ).sheet_index


def test_it_reads_hidden_rows_and_says_which_they_are() -> None:
    rows = (
        honest_rows(6).replace('<row r="3">', '<row r="3" hidden="1">').replace('<row r="4">', '<row hidden="1" r="4">')
    )
    found, read_lines = read(book(sheet(rows)))
    assert found.sheets[0].hidden_rows == ((3, 4),)
    assert len(read_lines) == 6


def test_it_reads_rows_that_carry_no_numbers() -> None:
    bare = "".join(
        f"<row><c t='str'><v>{a}</v></c><c t='str'><v>{b}</v></c></row>" for a, b in [("姓名", "性别")] * 9_000
    )
    _, rows = read(book(sheet(bare)))
    assert [line for line, _ in rows] == list(range(2, 9_001))


def test_it_reads_sheets_whose_tags_have_a_prefix() -> None:
    plain = sheet(honest_rows(40))
    prefixed = plain.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("xmlns=", "xmlns:x=")
    found, rows = read(book(prefixed))
    assert (found.head_row, len(rows)) == (1, 40)


def test_it_reads_in_blocks_across_pieces() -> None:
    data = book(sheet(honest_rows(60_000)))
    blocks = list(read_rows(data, sheet_index=0, head_row=1, block=7_000))
    assert [len(block) for block in blocks] == [7_000] * 8 + [4_000]
    assert [line for block in blocks for line, _ in block] == list(range(2, 60_002))


@pytest.mark.parametrize(
    ("data", "kind"), [(CSV.encode("gbk"), "csv"), (HTML.encode(), "html"), (old_workbook(), "xls")]
)
def test_it_reads_the_other_kinds_alike(data: bytes, kind: str, tmp_path: Path) -> None:
    file = tmp_path / "学生.xlsx"
    file.write_bytes(data)
    found, rows = read(file)
    assert (found.kind, found.head) == (kind, ("姓名", "性别", "身份证号"))
    assert rows[0][1][2].startswith("3699")
    assert read(data) == (found, rows)


def test_it_reads_an_open_stream() -> None:
    assert peek(io.BytesIO(CSV.encode()), head_words=WORDS).matched == 3
