"""Cells merged downwards: 班级 merged over a class's pupils counts for each of them."""

import io

import pytest
import xlsxwriter

from jiaoyun.plumbing.sheets.inside.merged import filled_down
from jiaoyun.plumbing.sheets.reader import peek, read_rows

WORDS = frozenset({"班级", "姓名", "家长"})


def merged_workbook(pupils: int) -> bytes:
    """One class over all pupils; guardians merged over siblings; a title and a head of two lines above."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page, plain = book.add_worksheet("名册"), book.add_format()
        page.merge_range(0, 0, 0, 2, "学生名册", plain)
        page.write_row(1, 0, ["班级", "姓名", "家长"])
        page.merge_range(2, 0, 1 + pupils, 0, "一（1）班", plain)
        page.merge_range(3, 2, 4, 2, "雀父", plain)
        for index in range(pupils):
            page.write_string(2 + index, 1, f"雀{index}")
        page.write_row(2 + pupils, 0, ["", "没有班"])
    return target.getvalue()


def rows_of(source: bytes) -> list[tuple[int, list[str]]]:
    """All rows below the head."""
    found = peek(source, head_words=WORDS)
    blocks = read_rows(source, sheet_index=found.sheet_index, head_row=found.head_row)
    return [row for block in blocks for row in block]


def test_it_gives_every_line_of_a_merge_its_value() -> None:
    rows = rows_of(merged_workbook(40))
    assert [cells[0] for _, cells in rows] == ["一（1）班"] * 40 + [""]
    assert [cells[1] for _, cells in rows] == [*(f"雀{index}" for index in range(40)), "没有班"]
    assert [line for line, cells in rows if len(cells) > 2 and cells[2]] == [4, 5]


def test_it_fills_across_the_pieces_a_large_sheet_is_read_in() -> None:
    rows = rows_of(merged_workbook(12_000))
    assert len(rows) == 12_001
    assert sum(cells[0] == "一（1）班" for _, cells in rows) == 12_000


@pytest.mark.parametrize(
    "merges",
    [
        [(2, 1, 3, 2)],  # two columns wide
        [(3, 0, 3, 0)],  # one line
        [(5, 0, 9, 0)],  # begins behind the last line
        [(1, 0, 3, 0)],  # its first line holds nothing
        [(2, 300, 3, 300)],  # beyond the last column
    ],
)
def test_it_leaves_other_merges_alone(merges: list[tuple[int, int, int, int]]) -> None:
    lines = [(2, ["甲", ""]), (3, ["", "乙"])]
    assert list(filled_down([(line, list(cells)) for line, cells in lines], merges)) == lines


def test_it_holds_one_value_a_column_and_never_writes_over_a_cell() -> None:
    lines = [(2, ["甲"]), (3, []), (4, ["丙"]), (6, [""]), (7, [])]
    merges = [(6, 0, 7, 0), (2, 0, 4, 0), (2, 0, 1_048_576, 0)]
    assert list(filled_down(lines, merges))[:3] == [(2, ["甲"]), (3, ["甲"]), (4, ["丙"])]


def test_it_counts_in_the_html_table_that_school_systems_export() -> None:
    page = (
        "<table><tr><td>班级</td><td>姓名</td></tr>"
        "<tr><td rowspan=3>一（1）班</td><td>张三</td></tr><tr><td>李四</td></tr><tr><td>王五</td></tr>"
        "<tr><td>一（2）班</td><td>赵六</td></tr></table>"
    )
    rows = rows_of(page.encode())
    assert [cells[0] for _, cells in rows] == ["一（1）班"] * 3 + ["一（2）班"]
