"""What a typed login may mean."""

from datetime import date

import pytest

from jiaoyun.accounts.identifiers import NotThisKindError, canonical, digest_of, guesses, hint_of
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.rules.codes import Sex
from tests.people import invent_id, invent_roll_number

TODAY = date(2026, 11, 24)
DOCUMENT = invent_id(date(2015, 3, 5), Sex.FEMALE, 7)
# A number whose check digit is X, for the ways people write it.
WITH_X = next(
    number for number in (invent_id(date(2015, 3, 5), Sex.MALE, serial) for serial in range(100)) if number[-1] == "X"
)


def first(text: str) -> tuple[IdentifierKind, bytes]:
    return guesses(text, today=TODAY)[0]


@pytest.mark.parametrize(
    "typed",
    [
        DOCUMENT,
        f"  {DOCUMENT} ",
        f"{DOCUMENT[:6]} {DOCUMENT[6:14]} {DOCUMENT[14:]}",
        DOCUMENT.translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    ],
)
def test_it_finds_an_id_number_however_it_is_typed(typed: str) -> None:
    key = digest_of(IdentifierKind.DOCUMENT, DOCUMENT, document_kind="1")
    assert (IdentifierKind.DOCUMENT, key) in guesses(typed, today=TODAY)


@pytest.mark.parametrize("last", ["x", "Ⅹ", "Х", "Ｘ"])
def test_it_reads_every_form_of_the_last_x(last: str) -> None:
    key = digest_of(IdentifierKind.DOCUMENT, WITH_X, document_kind="1")
    assert (IdentifierKind.DOCUMENT, key) in guesses(WITH_X[:-1] + last, today=TODAY)


def test_it_finds_an_old_id_number_of_15_digits() -> None:
    adult = invent_id(date(1975, 3, 5), Sex.MALE, 7)
    old = adult[:6] + adult[8:17]
    key = digest_of(IdentifierKind.DOCUMENT, adult, document_kind="1")
    assert (IdentifierKind.DOCUMENT, key) in guesses(old, today=TODAY)


def test_it_reads_a_roll_number_and_a_platform_number_in_small_letters() -> None:
    roll = invent_roll_number(DOCUMENT)
    assert first(roll.lower()) == (IdentifierKind.ROLL_NUMBER, digest_of(IdentifierKind.ROLL_NUMBER, roll))
    number = "T202600000042"
    expected = (IdentifierKind.PLATFORM_NUMBER, digest_of(IdentifierKind.PLATFORM_NUMBER, number))
    assert expected in guesses(" t2026 0000 0042", today=TODAY)


def test_it_reads_phones_names_and_mail_addresses() -> None:
    assert first("+86 138-0000-1234") == (IdentifierKind.PHONE, digest_of(IdentifierKind.PHONE, "13800001234"))
    assert first("XiongXY_01") == (IdentifierKind.ACCOUNT_NAME, digest_of(IdentifierKind.ACCOUNT_NAME, "xiongxy_01"))
    mail = digest_of(IdentifierKind.EMAIL, "a.b@jiaoyun.example")
    assert (IdentifierKind.EMAIL, mail) in guesses("A.B@Jiaoyun.example", today=TODAY)


def test_it_offers_other_documents_for_the_same_text() -> None:
    found = guesses("E12345678", today=TODAY)
    assert (IdentifierKind.DOCUMENT, digest_of(IdentifierKind.DOCUMENT, "E12345678", document_kind="A")) in found
    assert (IdentifierKind.DOCUMENT, digest_of(IdentifierKind.DOCUMENT, "E12345678", document_kind="Z")) in found


@pytest.mark.parametrize("typed", ["", "   ", "\u3000", "x" * 81])
def test_it_guesses_nothing_for_nothing(typed: str) -> None:
    assert guesses(typed, today=TODAY) == []


@pytest.mark.parametrize("hostile", ["' OR 1=1--", "张三\n李四", "\x00", "\u202e361234", "{{7*7}}", "١٣٨٠٠٠٠٠٠٠٠"])
def test_it_survives_hostile_logins(hostile: str) -> None:
    kinds = {kind for kind, _ in guesses(hostile, today=TODAY)}
    assert IdentifierKind.PHONE not in kinds
    assert IdentifierKind.ACCOUNT_NAME not in kinds


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (IdentifierKind.ACCOUNT_NAME, "1abc"),
        (IdentifierKind.ACCOUNT_NAME, "abc"),
        (IdentifierKind.ACCOUNT_NAME, "a" * 21),
        (IdentifierKind.ACCOUNT_NAME, invent_roll_number(DOCUMENT)),
        (IdentifierKind.ACCOUNT_NAME, "t202600000042"),
        (IdentifierKind.PHONE, "12345"),
        (IdentifierKind.ROLL_NUMBER, DOCUMENT),
        (IdentifierKind.EMAIL, "a@b"),
        (IdentifierKind.DOCUMENT, DOCUMENT[:-1] + ("0" if DOCUMENT[-1] != "0" else "1")),
    ],
)
def test_it_refuses_what_is_not_of_the_kind_without_repeating_it(kind: IdentifierKind, text: str) -> None:
    with pytest.raises(NotThisKindError) as raised:
        canonical(kind, text, today=TODAY)
    assert text not in str(raised.value)


def test_it_never_hints_enough_to_log_in_with() -> None:
    assert hint_of(IdentifierKind.DOCUMENT, DOCUMENT).endswith(DOCUMENT[-4:])
    assert DOCUMENT[4:14] not in hint_of(IdentifierKind.DOCUMENT, DOCUMENT)
    assert hint_of(IdentifierKind.ACCOUNT_NAME, "xiongxiuying") == "xi***"
    assert hint_of(IdentifierKind.PHONE, "13800001234") == "138****1234"
