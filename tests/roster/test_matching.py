"""Columns are recognised by title, synonym and content, remembered, and never matched twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.roster.sheet.columns import COLUMNS, NOT_COLLECTED, Field
from jiaoyun.roster.sheet.matching import head_digest, mapping_of, match_columns, missing_fields


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("姓 名", Field.NAME),
        ("姓名*", Field.NAME),
        ("学生姓名（必填）", Field.NAME),
        ("身份证号码", Field.DOCUMENT),
        ("公民身份号码", Field.DOCUMENT),
        ("全国学籍号", Field.ROLL_NUMBER),
        ("家长电话", Field.CONTACT_PHONE),
        ("成员1联系电话", Field.CONTACT_PHONE),
        ("班内学号", Field.NUMBER),
        ("所在班级", Field.CLASS),
    ],
)
def test_it_knows_what_schools_call_their_columns(head: str, field: Field) -> None:
    (match,) = match_columns([head], [])
    assert match.field is field


def test_it_takes_the_better_name_where_two_columns_could_be_meant() -> None:
    matches = match_columns(["联系电话", "监护人手机号"], [])
    assert [match.field for match in matches] == [None, Field.CONTACT_PHONE]


def test_it_reads_the_cells_where_a_head_says_nothing() -> None:
    sample = [["369901201909010026", "一（1）班", "13900001111"], ["369901201909010034", "一（2）班", "13900002222"]]
    matches = match_columns(["甲", "乙", "丙"], sample)
    assert [match.field for match in matches] == [Field.DOCUMENT, Field.CLASS, Field.CONTACT_PHONE]
    assert {match.why for match in matches} == {"内容像"}


def test_it_says_that_the_platform_does_not_collect_a_column() -> None:
    (match,) = match_columns(["户口性质"], [])
    assert match.field is None
    assert match.why == "平台不用这一列"


def test_it_prefers_what_the_school_chose_last_time() -> None:
    (first, second) = match_columns(["姓名", "备注"], [], {"name": 1})
    assert second.field is Field.NAME
    assert first.field is not Field.NAME


def test_it_names_what_a_check_cannot_do_without() -> None:
    assert missing_fields({}, whole_class=False) == [Field.NAME, Field.DOCUMENT, Field.CLASS]
    assert missing_fields({"name": 0, "roll_number": 1}, whole_class=True) == []


@given(
    st.lists(st.sampled_from([title for column in COLUMNS for title in (column.title, *column.synonyms)]), max_size=30)
)
def test_it_never_gives_a_field_to_two_columns(head: list[str]) -> None:
    fields = [match.field for match in match_columns(head, []) if match.field is not None]
    assert len(fields) == len(set(fields))
    assert len(mapping_of(match_columns(head, []))) == len(fields)


def test_no_title_is_both_collected_and_refused() -> None:
    names = [title for column in COLUMNS for title in (column.title, *column.synonyms)]
    assert not set(names) & NOT_COLLECTED
    assert len(names) == len(set(names))


def test_a_layout_is_the_same_however_its_heads_are_spaced() -> None:
    assert head_digest(["姓 名*", "班级"]) == head_digest(["姓名", "班 级"])
    assert head_digest(["姓名", "班级"]) != head_digest(["班级", "姓名"])


def test_it_takes_the_phone_of_the_person_whose_name_it_takes() -> None:
    # The heads of the national export, in their order: 联系电话 is the pupil's home's and stands further left.
    head = ["姓名", "身份证件号", "班级", "联系电话", "成员1姓名", "成员1关系", "成员1联系电话", "成员2姓名"]
    fields = {match.head: match.field for match in match_columns(head, [])}
    assert fields["成员1联系电话"] is Field.CONTACT_PHONE
    assert fields["成员1关系"] is Field.CONTACT_RELATION
    assert fields["联系电话"] is None


def test_it_leaves_the_phone_that_the_school_chose_last_time() -> None:
    matches = match_columns(["姓名", "联系电话", "成员1姓名", "成员1联系电话"], [], {"contact_phone": 1})
    assert [match.field for match in matches][1:] == [Field.CONTACT_PHONE, Field.CONTACT_NAME, None]


@pytest.mark.parametrize("head", ["监护人身份证号", "家长证件", "父亲身份证", "成员2身份证件号", "母亲证号"])
def test_it_never_takes_the_number_of_a_relative_for_the_pupils(head: str) -> None:
    sample = [["369901201909010026"], ["369901201909010034"]]
    (match,) = match_columns([head], sample)
    assert match.field is None


def test_it_takes_a_relatives_phone_by_its_cells_but_no_teachers() -> None:
    sample = [["13900001111", "13900002222"], ["13900003333", "13900004444"]]
    fields = [match.field for match in match_columns(["班主任联系", "父亲联系"], sample)]
    assert fields == [None, Field.CONTACT_PHONE]
