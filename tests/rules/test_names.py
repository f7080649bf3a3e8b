"""How names are stored, what is refused, and which spellings meet in the key."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jiaoyun.rules.names import check_name, name_key, normalise_name
from tests.rules.cases import refused

DOTS = ["·", "•", "‧", "・", "･", "∙", "⋅", "．", ".", "。", "、", "˙", "◦", " · ", ". "]


@pytest.mark.parametrize(
    ("found", "stored"),
    [
        ("张 三", "张三"),
        (" 张三\u3000", "张三"),
        ("张\u200b三", "张三"),
        ("\u202e三张", "三张"),
        ("张三*", "张三"),
        ("张三。", "张三"),
        ("葛\U000e0100城", "葛城"),
        ("\ue863", "䶮"),
        ("李\ue816华", "李𠂇华"),
        ("刘\ue81e", "刘\u9fb4"),
        ("Anna-Maria  O'Neil", "Anna-Maria O'Neil"),
        ("ＬＥＥ\u3000ＫＡ", "LEE KA"),
        ("St. John", "St. John"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("\uf9d8诗", "\uf9d8诗"),
        ("买买提·艾力·", "买买提·艾力"),
        ("阿依古丽··买买提", "阿依古丽·买买提"),
    ],
)
def test_it_stores_the_name_as_it_was_meant(found: str, stored: str):
    assert normalise_name(found) == stored
    assert check_name(found) == stored


@pytest.mark.parametrize("dot", DOTS)
def test_it_knows_one_dot_in_all_its_forms(dot: str):
    assert normalise_name(f"阿依古丽{dot}买买提") == "阿依古丽·买买提"


@pytest.mark.parametrize(
    "name",
    [
        "张", "张三", "王陈子轩", "欧阳子墨", "㛃", "䶮", "𠮷", "\U0002ce93", "\U00030edd", "\U000323af", "〇",
        "阿卜杜热合曼·阿卜杜热依木·买买提",
        "O’Brien", "Müller", "བཀྲ་ཤིས", "ئابدۇللا", "null", "None", "NaN", "true", "undefined", "Анна", "𫠜文", "阿" * 60,
    ],
)  # fmt: skip
def test_it_accepts_every_kind_of_name_as_it_is(name: str):
    assert check_name(name) == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "name.blank"),
        ("\u3000", "name.blank"),
        ("·", "name.blank"),
        ("张三\n李四", "name.control"),
        ("张\x00三", "name.control"),
        ("张\ud800", "name.control"),
        ("#REF!", "name.sheet_error"),
        ("#N/A", "name.sheet_error"),
        ("=cmd|'/c calc'!A1", "name.formula"),
        ("＝1+1", "name.formula"),
        ("@SUM(1)", "name.formula"),
        ("\t=1+1", "name.formula"),
        ("-1+1", "name.formula"),
        ("王?明", "name.lost_character"),
        ("王？明", "name.lost_character"),
        ("王□明", "name.lost_character"),
        ("王\ufffd明", "name.lost_character"),
        ("王\ue000明", "name.lost_character"),
        ("⿰韦华", "name.described_character"),
        ("王(上龙下天)", "name.brackets"),
        ("张三（转学）", "name.brackets"),
        ("{{7*7}}", "name.brackets"),
        ("{% debug %}", "name.brackets"),
        ("李明2", "name.digits"),
        ("李明②", "name.digits"),
        ("<img src=x onerror=alert>", "name.characters"),
        ("Robert'; DROP TABLE students;--", "name.characters"),
        ("%s%n", "name.characters"),
        ("张三/李四", "name.characters"),
        ("张三-李四", "name.characters"),
        ("' '", "name.characters"),
        ("a" + "\u0301" * 30, "name.characters"),
        ("a" + "\u0301" * 300, "name.too_long"),
        ("好" * 61, "name.too_long"),
    ],
)
def test_it_refuses_what_is_no_name(text: str, code: str):
    assert refused(check_name, text) == code


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("阿卜杜热合曼·阿卜杜热依木", "阿卜杜热合曼•阿卜杜热依木"),
        ("阿卜杜热合曼·阿卜杜热依木", "阿卜杜热合曼.阿卜杜热依木"),
        ("阿卜杜热合曼·阿卜杜热依木", "阿卜杜热合曼阿卜杜热依木"),
        ("\uf9d8", "律"),
        ("\u2f00", "一"),
        ("O’Brien", "o'brien"),
        ("ANNA MARIA", "Anna-Maria"),
        ("\ue863", "䶮"),
        ("张 三", "张三"),
    ],
)
def test_it_finds_two_spellings_by_one_key(one: str, other: str):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("张三", "张山"), ("陈明", "陳明"), ("Anna", "Hanna"), ("李", "李李")])
def test_it_keeps_different_names_apart(one: str, other: str):
    assert name_key(one) != name_key(other)


@given(st.text())
def test_it_normalises_once_and_for_all(text: str):
    assert normalise_name(normalise_name(text)) == normalise_name(text)


@given(st.text())
@example("0:'")
def test_it_makes_one_key_of_a_name_and_its_stored_form(text: str):
    assert name_key(name_key(text)) == name_key(text) == name_key(normalise_name(text))


@given(st.text(max_size=70))
def test_it_lets_no_name_through_that_it_would_change_again(text: str):
    try:
        name = check_name(text)
    except ValueError:
        return
    assert 0 < len(name) <= 60
    assert check_name(name) == name
    assert not set(name) & set('<>=@?"\\/{}[]()&;\n\x00')
