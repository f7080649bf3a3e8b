"""What a new password may not be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.passwords import good_phrases
from jiaoyun.accounts.password_rules import PASSWORD_FAULTS, PersonFacts, check_new_password

PUPIL = PersonFacts(
    "欧阳思琪",
    date(2015, 3, 5),
    ("369901201503050147", "G369901201503050147", "13800001234", "ouyang_sq"),
    is_administrator=False,
    organizations=("雀林县雀林第一小学",),
)
ADMINISTRATOR = PersonFacts("李娜", date(1985, 7, 8), ("13800005678",), is_administrator=True)


@pytest.mark.parametrize(
    "password",
    [
        "小船儿推开波浪-8",
        "correct horse battery",
        "zhuzishujiaoyue47",
        "Qh7#vRm2pX",
        "春眠不觉晓处处闻啼鸟",
        "tpkd-mvru-83",
    ],
)
def test_it_takes_what_others_do_not_guess(password: str) -> None:
    assert check_new_password(password, PUPIL) == []


@pytest.mark.parametrize(
    "password",
    [
        *("12345678", "123456789", "1234567890", "87654321", "11111111", "88888888", "00000000", "66668888"),
        *("password", "password1", "P@ssw0rd", "qwertyuiop", "1qaz2wsx", "asdfghjkl", "qwer1234", "abcd1234"),
        *("woaini1314", "woaini520", "5201314520", "a123456789", "abc123456", "aa123456", "123456abc", "nihao123"),
        *("admin123", "admin888", "jiaoyun123", "jxedu123", "147258369", "woaini5201314", "abcabcabc"),
        *("wobuzhidao", "zhangwei1314", "woshitiancai", "chenjian521", "wang19861010", "19861010", "zhangwei0812"),
        *("1887415157", "qweasdzxc1", "xiaoming@123", "Edu@123456", "jyj123456", "baobei520520"),
        *("19191919", "1a1a1a1a1a", "zxcvbnm123", "iloveyou", "laoshi123456", "mima123456", "!!!!12345678"),
    ],
)
def test_it_refuses_what_everybody_uses(password: str) -> None:
    assert "common" in check_new_password(password, PUPIL)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("我是欧阳思琪呀2026", "name"),
        ("ouyangsiqi-7kx", "name"),
        ("OuYangSiQi2026", "name"),
        ("xk-20150305-mv", "birthday"),
        ("xk150305mvqt", "birthday"),
        ("xkmv2015年3月5日", "birthday"),
        ("xk-050147-mvq", "number"),
        ("mvq13800001234", "number"),
        ("mvq000012xk", "number"),
        ("ouyang_sq-88x", "number"),
        ("qlxqldyxx-7k", "place"),
        ("que lin di yi 77 kk", "place"),
        ("我在雀林第一小学-7", "place"),
        ("kurz7x", "short"),
        (" mvq-xk-7293", "blank"),
        ("mvqxk7" * 22, "long"),
    ],
)
def test_it_refuses_what_others_know_of_the_person(password: str, fault: str) -> None:
    assert fault in check_new_password(password, PUPIL)


def test_it_takes_passphrases_made_as_people_are_told_to() -> None:
    nobody = PersonFacts("", None, (), is_administrator=False)
    refused = [phrase for phrase in good_phrases(400) if check_new_password(phrase, nobody)]
    assert len(refused) < 4, refused


def test_an_administrator_needs_ten() -> None:
    assert check_new_password("mvq-xk-72", ADMINISTRATOR) == ["short_administrator"]
    assert check_new_password("mvq-xk-729", ADMINISTRATOR) == []
    assert check_new_password("mvq-xk-7", PUPIL) == []


def test_it_says_all_faults_at_once() -> None:
    assert set(check_new_password("siqi", PersonFacts("思琪", None, (), False))) == {"short", "name"}


def test_every_fault_has_words_and_says_what_to_do() -> None:
    for fault in PASSWORD_FAULTS.values():
        assert fault.what
        assert fault.todo.startswith("请")


@given(st.text(max_size=150))
def test_it_answers_anything_with_known_faults(password: str) -> None:
    assert set(check_new_password(password, PUPIL)) <= set(PASSWORD_FAULTS)


@given(st.sampled_from(PUPIL.numbers[:3]), st.integers(0, 12), st.text("mvqxktz-#", min_size=4, max_size=8))
def test_no_six_digits_of_an_own_number_get_in(number: str, start: int, around: str) -> None:
    piece = number[-18:][start : start + 6]
    if len(piece) == 6 and piece.isdigit():
        assert "number" in check_new_password(f"{around}{piece}{around}", PUPIL)
