"""Residence permits, cards of foreign residents, permits of Hong Kong, Macau and Taiwan, passports. All invented."""

from datetime import date

import pytest

from jiaoyun.rules.codes import Sex
from jiaoyun.rules.documents import DOCUMENT_LABELS, DocumentKind, check_document
from tests.people import invent_id
from tests.rules.cases import TODAY, refused

PERMIT = invent_id(date(2015, 3, 5), Sex.FEMALE, 3, area="810000")
FOREIGN = invent_id(date(1985, 1, 1), Sex.MALE, 3, area="936840")


@pytest.mark.parametrize("area", ["810000", "820000", "830000"])
def test_it_knows_a_residence_permit_by_its_area(area: str):
    number = invent_id(date(2015, 3, 5), Sex.MALE, 1, area=area)
    for kind in (None, DocumentKind.RESIDENT, DocumentKind.RESIDENCE_PERMIT):
        found = check_document(number, kind, today=TODAY)
        assert (found.kind, found.birth_date) == (DocumentKind.RESIDENCE_PERMIT, date(2015, 3, 5))


def test_it_refuses_a_mainland_number_on_a_residence_permit():
    number = invent_id(date(2015, 3, 5), Sex.MALE, 1)
    assert refused(check_document, number, DocumentKind.RESIDENCE_PERMIT, today=TODAY) == "document.permit_area"


@pytest.mark.parametrize("kind", [None, DocumentKind.RESIDENT, DocumentKind.PERMANENT_RESIDENT])
def test_it_reads_the_new_card_of_a_foreign_resident(kind: DocumentKind | None):
    found = check_document(FOREIGN, kind, today=TODAY)
    assert (found.kind, found.sex) == (DocumentKind.PERMANENT_RESIDENT, Sex.MALE)


def test_it_checks_the_digit_of_the_new_card():
    wrong = FOREIGN[:-1] + ("1" if FOREIGN[-1] != "1" else "2")
    code = refused(check_document, wrong, DocumentKind.PERMANENT_RESIDENT, today=TODAY)
    assert code == "document.check_digit"


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("xyz369001850101", DocumentKind.PERMANENT_RESIDENT, "XYZ369001850101"),
        ("H12345678", DocumentKind.HK, "H12345678"),
        ("H1234567801", DocumentKind.HK, "H1234567801"),
        ("M12345678", DocumentKind.MACAU, "M12345678"),
        ("E12345678", DocumentKind.PASSPORT, "E12345678"),
        ("ab 1234567", DocumentKind.PASSPORT, "AB1234567"),
    ],
)
def test_it_deduces_the_kind_from_the_form(text: str, kind: DocumentKind, number: str):
    found = check_document(text, today=TODAY)
    assert (found.kind, found.number, found.sex, found.birth_date) == (kind, number, None, None)


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        (DocumentKind.HK, "A123456(3)", "A1234563"),
        (DocumentKind.HK, "Ａ１２３４５６（３）", "A1234563"),
        (DocumentKind.HK, "HA1234567", "HA1234567"),
        (DocumentKind.MACAU, "5123456(7)", "51234567"),
        (DocumentKind.TAIWAN, "12345678", "12345678"),
        (DocumentKind.TAIWAN, "1234567890(B)", "1234567890B"),
        (DocumentKind.HOUSEHOLD_BOOK, "ab-12345", "AB12345"),
        (DocumentKind.OTHER, "出生证明2015", "出生证明2015"),
    ],
)
def test_it_accepts_the_forms_of_each_kind(kind: DocumentKind, text: str, number: str):
    assert check_document(text, kind, today=TODAY).number == number


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (DocumentKind.HK, "A123456(4)", "document.hk_check"),
        (DocumentKind.HK, "123", "document.hk_form"),
        (DocumentKind.MACAU, "X12345678", "document.macau_form"),
        (DocumentKind.TAIWAN, "1234", "document.taiwan_form"),
        (DocumentKind.PASSPORT, "G1234567890123456789", "document.passport_form"),
        (DocumentKind.PASSPORT, "12345678", "document.passport_form"),
        (DocumentKind.PERMANENT_RESIDENT, "AB12", "document.permanent_resident_form"),
        (DocumentKind.PERMANENT_RESIDENT, PERMIT, "document.permanent_resident_form"),
        (DocumentKind.HOUSEHOLD_BOOK, "<b>1", "document.household_book_form"),
        (DocumentKind.OTHER, "<script>", "document.other_form"),
        (DocumentKind.OTHER, "1" * 41, "document.other_form"),
        (DocumentKind.RESIDENT, "E12345678", "document.resident_form"),
        (DocumentKind.PASSPORT, "", "document.blank"),
    ],
)
def test_it_refuses_what_no_such_document_bears(kind: DocumentKind, text: str, code: str):
    assert refused(check_document, text, kind, today=TODAY) == code


def test_it_reads_a_childs_own_number_out_of_the_household_book():
    number = invent_id(date(2019, 2, 28), Sex.FEMALE, 9)
    found = check_document(number, DocumentKind.HOUSEHOLD_BOOK, today=TODAY)
    assert (found.kind, found.sex, found.birth_date) == (DocumentKind.HOUSEHOLD_BOOK, Sex.FEMALE, date(2019, 2, 28))


def test_it_labels_every_kind():
    assert set(DOCUMENT_LABELS) == set(DocumentKind)
