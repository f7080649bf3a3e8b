"""The head of a sheet is found as a person finds it."""

from jiaoyun.plumbing.sheets.heads import find_head, head_key
from jiaoyun.plumbing.sheets.reader import peek
from tests.plumbing.sheets.packing import book, row, sheet

WORDS = frozenset({"姓名", "性别", "身份证号", "班级", "监护人电话", "监护人姓名"})


def test_it_compares_titles_without_decoration() -> None:
    for title in ("*姓 名：", "姓名（必填）", "★姓名*", "姓\n名", "姓名[文本]"):
        assert head_key(title) == "姓名"
    assert head_key("（必填）") == "(必填)"
    assert head_key("ＩＤ") == "id"


def test_it_passes_over_titles_and_notes() -> None:
    lines = [
        (1, ["2026级学生名册", "", ""]),
        (2, ["说明：姓名必填", "性别填男或女", ""]),
        (4, ["*姓名", "性 别", "班级"]),
        (5, ["张三", "男", "1班"]),
    ]
    head = find_head(lines, [], WORDS)
    assert head is not None
    assert (head.line, head.titles, head.matched) == (4, ("*姓名", "性 别", "班级"), 3)


def test_it_takes_the_upper_of_two_equal_heads() -> None:
    head = find_head([(1, ["姓名", "性别"]), (2, ["姓名", "性别"])], [], WORDS)
    assert head is not None
    assert head.line == 1


def test_it_joins_a_head_of_two_rows() -> None:
    upper = row(2, "姓名", "班级", "监护人", "").replace('<c r="D2" t="inlineStr"><is><t></t></is></c>', "")
    lower = row(3, "", "", "姓名", "电话")
    ranges = ("A1:D1", "A2:A3", "B2:B3", "C2:D2")
    merges = "<mergeCells>" + "".join(f'<mergeCell ref="{ref}"/>' for ref in ranges) + "</mergeCells>"
    rows = row(1, "学生名册") + upper + lower + row(4, "张三", "1班", "张大", "13900000000")
    found = peek(book(sheet(rows, "", merges)), head_words=WORDS)
    assert found.head_row == 3
    assert found.head == ("姓名", "班级", "监护人姓名", "监护人电话")
    assert found.sample == (("张三", "1班", "张大", "13900000000"),)


def test_it_takes_an_unknown_head_rather_than_none() -> None:
    head = find_head([(1, ["名册"]), (2, ["学生", "备注"]), (3, ["张三", "无"])], [], WORDS)
    assert head is not None
    assert (head.line, head.matched) == (2, 0)


def test_it_takes_no_row_of_data_for_a_head() -> None:
    assert find_head([(1, ["369901201501010011", "张三"]), (2, ["369901201501010038", "李四"])], [], WORDS) is None
