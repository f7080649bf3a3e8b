"""Whatever text goes out comes back the same, through both formats."""

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaoyun.plumbing.sheets.reader import read_rows
from jiaoyun.plumbing.sheets.writer import ColumnOut, SheetOut, write_csv, write_xlsx
from tests.plumbing.sheets.packing import book, row, sheet

#: Any character a person can paste. XML itself turns a carriage return into a line feed; controls are removed.
PASTED = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")
TEXTS = st.text(PASTED, max_size=12).map(lambda text: text.lstrip("\n\t"))
TABLES = st.lists(st.tuples(TEXTS.map(lambda text: "行" + text), TEXTS, TEXTS).map(list), min_size=1, max_size=20)
COLUMNS = [ColumnOut(title) for title in ("姓名", "班级", "备注")]
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rows_in(data: bytes) -> list[list[str]]:
    return [cells for block in read_rows(data, sheet_index=0, head_row=1) for _, cells in block]


def padded(cells: list[str]) -> list[str]:
    return cells + [""] * (3 - len(cells))


@FEW
@given(TABLES)
def test_it_reads_what_it_wrote(table: list[list[str]]) -> None:
    stream = io.BytesIO()
    write_xlsx(stream, [SheetOut("学生", COLUMNS, table)])
    assert [padded(cells) for cells in rows_in(stream.getvalue())] == table


@FEW
@given(TABLES)
def test_it_reads_the_text_file_it_wrote_but_for_the_defusing(table: list[list[str]]) -> None:
    stream = io.BytesIO()
    write_csv(stream, SheetOut("学生", COLUMNS, table))
    back = [[cell.removeprefix("'") for cell in cells] for cells in rows_in(stream.getvalue())]
    assert back == [[cell.removeprefix("'") for cell in cells] for cells in table]


def test_it_reads_rich_text_without_the_reading_aids() -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>张</t></r><r><t>三</t></r>'
        '<rPh sb="0" eb="1"><t>zhang</t></rPh></si></sst>'
    )
    rows = row(1, "姓名", "性别") + '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
    assert rows_in(book(sheet(rows), extra={"xl/sharedStrings.xml": strings}))[0][0] == "张三"
