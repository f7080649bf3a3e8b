"""Cells with everything that copying, typing and exporting leaves in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.rules.text import clean_cell, has_control, is_blank


@pytest.mark.parametrize(
    ("found", "clean"),
    [
        ("张三", "张三"),
        (" 张三\u3000", "张三"),
        ("\u00a0水族 ", "水族"),
        ("Ａｎｎａ\u3000 Ｌｅｅ", "Anna Lee"),
        ("３６９９０１", "369901"),
        ("（１）班", "(1)班"),
        ("甲，乙。", "甲，乙。"),
        ("张\u200b三", "张三"),
        ("\u202e三张", "三张"),
        ("\ufeff姓名", "姓名"),
        ("葛\U000e0100城", "葛城"),
        ("'369901201503050010", "369901201503050010"),
        ("’13800000000", "13800000000"),
        ("'G369901201503050010", "G369901201503050010"),
        ("O'Neil", "O'Neil"),
        ("'Okina", "'Okina"),
        ("\t=1+1", "=1+1"),
        ("＝1+1", "=1+1"),
        ("张三\r\n李四", "张三\n李四"),
        ("甲 \n  乙", "甲\n乙"),
        ("a  b", "a b"),
    ],
)
def test_it_cleans_a_cell(found: str, clean: str):
    assert clean_cell(found) == clean


@pytest.mark.parametrize("text", ["", " ", "\u3000\u00a0", "\u200b\ufeff", "\n\t"])
def test_it_knows_a_blank_cell(text: str):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "-", "张"])
def test_it_knows_a_cell_that_says_something(text: str):
    assert not is_blank(text)


@pytest.mark.parametrize("text", ["\x00=1", "张三\n李四", "a\x1bb", "\x85", "\ud800"])
def test_it_finds_control_characters(text: str):
    assert has_control(text)


@pytest.mark.parametrize("text", ["张三", "O’Brien", "བཀྲ་ཤིས", "𠮷", "\U000323af", "ئابدۇللا"])
def test_it_leaves_scripts_of_all_kinds_alone(text: str):
    assert not has_control(text)
    assert clean_cell(text) == text


@given(st.text())
def test_it_cleans_once_and_for_all(text: str):
    assert clean_cell(clean_cell(text)) == clean_cell(text)
