"""Text files in the forms that schools send: every usual separator, encoding and trick of quoting."""

import pytest

from jiaoyun.plumbing.sheets.cells import cell_text, is_damaged
from jiaoyun.plumbing.sheets.faults import SheetFault
from jiaoyun.plumbing.sheets.reader import peek, read_rows

WORDS = frozenset({"姓名", "性别"})


def rows_of(data: bytes) -> list[tuple[int, list[str]]]:
    found = peek(data, head_words=WORDS)
    return [row for block in read_rows(data, sheet_index=0, head_row=found.head_row) for row in block]


@pytest.mark.parametrize("mark", [",", ";", "\t", "，"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_it_reads_each_separator_and_encoding(mark: str, encoding: str, end: str) -> None:
    text = f"姓名{mark}性别{end}张三{mark}男{end}{end}李四{mark}女"
    assert rows_of(text.encode(encoding)) == [(2, ["张三", "男"]), (4, ["李四", "女"])]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_it_takes_the_separator_of_the_head_where_no_two_lines_agree(mark: str) -> None:
    text = f'姓名{mark}性别\n""\n{mark * 4}0\n{mark * 3}甲,乙,丙,丁,戊\n'
    assert [cells[-1] for _, cells in rows_of(text.encode())] == ["0", "甲,乙,丙,丁,戊"]


def test_it_is_not_led_astray_by_a_title_full_of_commas() -> None:
    text = "某小学，某班，学生名册，请核对，谢谢，再见，\n姓名,性别\n张三,男\n李四,女\n"
    assert rows_of(text.encode()) == [(3, ["张三", "男"]), (4, ["李四", "女"])]


def test_it_counts_a_quoted_cell_of_two_lines_as_one_row() -> None:
    data = '姓名,性别\n"张\n三",男\n李四,"女,""生"""\n'.encode()
    assert rows_of(data) == [(2, ["张\n三", "男"]), (3, ["李四", '女,"生"'])]


def test_it_leaves_a_quote_inside_a_word_alone() -> None:
    assert rows_of('姓名,性别\n张三,男\n5"屏,男'.encode())[-1] == (3, ['5"屏', "男"])


def test_it_marks_numbers_that_lost_their_digits() -> None:
    [(_, cells)] = rows_of('姓名,性别\n3.69902E+17,"=""369902201501010019"""\n'.encode())
    assert is_damaged(cells[0])
    assert cell_text(cells[0]) == "3.69902E+17"
    assert cells[1] == "369902201501010019"


def test_it_removes_control_characters() -> None:
    assert rows_of("姓名,性别\n\x1fn张\x07三,\t男\n".encode()) == [(2, ["n张三", "男"])]


def test_it_keeps_characters_of_old_systems() -> None:
    data = "姓名,性别\n".encode("gb18030") + b"\xfe\x9f,\xc4\xd0\n"
    assert rows_of(data) == [(2, ["䶮", "男"])]


def test_it_says_in_which_line_the_encoding_breaks() -> None:
    with pytest.raises(SheetFault) as caught:
        peek("姓名,性别\n张三,男\n".encode() + b"\xff,\xff\n", head_words=WORDS)
    assert (caught.value.code, caught.value.values["line"]) == ("encoding", 3)


def test_it_says_where_a_quotation_began() -> None:
    with pytest.raises(SheetFault) as caught:
        peek(('姓名,性别\n张三,男\n"李四,女\n' + "王五,男\n" * 9).encode(), head_words=WORDS)
    assert (caught.value.code, caught.value.values["line"]) == ("unclosed_quote", 3)
    assert "第 3 行" in caught.value.text.what
