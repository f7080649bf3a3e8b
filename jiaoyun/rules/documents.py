"""Identity documents: which kind, whether the number can be real, and what the number itself says of its holder.

Sources: GB 11643-1999 (公民身份号码: area, birth date, sequence, check digit by ISO 7064 MOD 11-2; the 15-digit form of
GB 11643-1989 and its upgrade), 《港澳台居民居住证申领发放办法》 2018 (areas 81, 82, 83 in the same form),
外国人永久居留身份证 of 2023 (18 digits, 9 + province + nationality + birth + sequence + check) and before (3 letters +
12 digits), the national roll's codes of 身份证件类型. Abolished counties stay valid for life, so only the province pair
of an area is checked.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jiaoyun.rules.codes import Sex
from jiaoyun.rules.document_forms import OTHER_FORMS, deduce_form
from jiaoyun.rules.faults import Fault
from jiaoyun.rules.resident_numbers import (
    check_digit,
    glance_resident,
    is_resident_form,
    read_resident,
    squeeze_number,
    upgrade_15,
)
from jiaoyun.rules.text import clean_cell, words


class DocumentKind(StrEnum):
    """Codes of 身份证件类型 in the national roll; R is ours, for 港澳台居民居住证, which the roll files under 1."""

    RESIDENT = "1"
    HK = "6"
    MACAU = "7"
    TAIWAN = "8"
    PERMANENT_RESIDENT = "9"
    PASSPORT = "A"
    HOUSEHOLD_BOOK = "B"
    RESIDENCE_PERMIT = "R"
    OTHER = "Z"


DOCUMENT_LABELS: dict[DocumentKind, str] = {
    DocumentKind.RESIDENT: "居民身份证",
    DocumentKind.HK: "香港特区护照/身份证明",
    DocumentKind.MACAU: "澳门特区护照/身份证明",
    DocumentKind.TAIWAN: "台湾居民来往大陆通行证",
    DocumentKind.PERMANENT_RESIDENT: "外国人永久居留身份证",
    DocumentKind.PASSPORT: "护照",
    DocumentKind.HOUSEHOLD_BOOK: "户口簿",
    DocumentKind.RESIDENCE_PERMIT: "港澳台居民居住证",
    DocumentKind.OTHER: "其他",
}

_ALIASES: dict[DocumentKind, str] = {
    DocumentKind.RESIDENT: "身份证 二代身份证 居民身份证件 身份证号 户籍身份证",
    DocumentKind.HK: "香港特区护照 香港身份证 香港居民身份证 港澳居民来往内地通行证(香港)",
    DocumentKind.MACAU: "澳门特区护照 澳门身份证 澳门居民身份证 港澳居民来往内地通行证(澳门)",
    DocumentKind.TAIWAN: "台胞证 台湾通行证",
    DocumentKind.PERMANENT_RESIDENT: "境外永久居住证 永久居留证 外国人永久居留证 永久居留身份证 五星卡",
    DocumentKind.PASSPORT: "外国护照 中国护照 普通护照 PASSPORT",
    DocumentKind.HOUSEHOLD_BOOK: "户口本 户口薄 居民户口簿",
    DocumentKind.RESIDENCE_PERMIT: "居住证 港澳居民居住证 台湾居民居住证 港澳台居住证",
    DocumentKind.OTHER: "其它 无 无证件",
}
_KIND_WORDS: dict[str, DocumentKind] = {
    **{str(kind): kind for kind in DocumentKind},
    **{label: kind for kind, label in DOCUMENT_LABELS.items()},
    **{word: kind for kind, aliases in _ALIASES.items() for word in words(aliases)},
}
_LEADING_CODE = re.compile(r"([0-9A-Z])[-.、:_](.+)")
_PERMIT_AREAS = ("81", "82", "83")
_OLDEST = 130


@dataclass(frozen=True, slots=True)
class Document:
    """A checked document: the canonical number, and sex and birth date where the number holds them.

    `upgraded` marks a 15-digit number that was written with 18 digits here. `repr` never shows the number.
    """

    kind: DocumentKind
    number: str
    sex: Sex | None
    birth_date: date | None
    upgraded: bool

    def __repr__(self) -> str:
        return f"Document({self.kind.name})"


def parse_document_kind(text: str) -> DocumentKind:
    """居民身份证, 身份证, 1-居民身份证, 护照, A … → the kind. Faults: document.kind_blank, document.kind_unknown."""
    found = _KIND_WORDS.get(text)
    if found:
        return found
    plain = clean_cell(text).replace(" ", "").upper()
    if not plain:
        raise Fault("document.kind_blank")
    found = _KIND_WORDS.get(plain)
    if found:
        return found
    if (match := _LEADING_CODE.fullmatch(plain)) and match[1] in _KIND_WORDS:
        by_code, by_label = _KIND_WORDS[match[1]], _KIND_WORDS.get(match[2])
        if by_label in (None, by_code) or (match[1] == "1" and by_label is DocumentKind.RESIDENCE_PERMIT):
            return by_label or by_code
    raise Fault("document.kind_unknown")


def document_check_digit(body17: str) -> str:
    """The 18th character for 17 digits (GB 11643-1999, appendix A). Fault: document.characters for anything else."""
    return check_digit(body17)


def check_document(text: str, kind: DocumentKind | None = None, *, today: date) -> Document:
    """The document that the text names, canonical: upper case, no separators, 18 digits where 15 stood.

    Without `kind` the form decides: 18 or 15 digits, 9… and 3 letters + 12 digits (foreign permanent residents), H…,
    M…, a letter with digits (passport). A 居民身份证 with area 81, 82 or 83 becomes a RESIDENCE_PERMIT, one that starts
    with 9 a PERMANENT_RESIDENT. `today` only refuses birth dates that lie ahead or more than 130 years back.

    Faults: document.blank, .characters, .length, .area, .birth_date, .born_in_future, .too_old, .check_digit,
    .damaged_number (a spreadsheet kept it as a number: the last digits are lost), .roll_number_here, .resident_form,
    .permit_area, and for the other kinds .permanent_resident_form, .hk_form, .hk_check, .macau_form, .taiwan_form,
    .passport_form, .household_book_form, .other_form.
    """
    if (kind is None or kind is DocumentKind.RESIDENT) and len(text) == 18:
        found = glance_resident(text)
        if found:
            return _holder(text, found, today, upgraded=False)
    number = squeeze_number(text)
    if not number:
        raise Fault("document.blank")
    if kind is None or kind in _RESIDENT_KINDS:
        return _check_resident(number, kind, today)
    if is_resident_form(number) and kind is DocumentKind.HOUSEHOLD_BOOK:
        return Document(kind, number, *_ages(read_resident(number), today), False)
    return Document(kind, OTHER_FORMS[kind.value](number), None, None, False)


_RESIDENT_KINDS = (DocumentKind.RESIDENT, DocumentKind.RESIDENCE_PERMIT, DocumentKind.PERMANENT_RESIDENT)


def check_numeric_cell(value: float) -> str:
    """The digits of a document number that the sheet holds as a number, when none can be lost.

    Spreadsheets keep 15 significant digits: a number of 16 or more has lost its end and cannot be repaired.
    Fault: document.damaged_number.
    """
    if not -1e15 < value < 1e15:
        raise Fault("document.damaged_number")
    return str(int(value)) if value == int(value) else repr(value)


def _check_resident(number: str, kind: DocumentKind | None, today: date) -> Document:
    """The number forms of residents, or whatever else the form says when no kind is given."""
    upgraded = len(number) == 15 and number.isdigit()
    if upgraded:
        number = upgrade_15(number)
    if kind is None and not is_resident_form(number):
        kind = DocumentKind(deduce_form(number))
    if kind is not None and kind.value in OTHER_FORMS and not is_resident_form(number):
        return Document(kind, OTHER_FORMS[kind.value](number), None, None, False)
    found = read_resident(number)
    if kind is DocumentKind.RESIDENCE_PERMIT and number[:2] not in _PERMIT_AREAS:
        raise Fault("document.permit_area")
    if kind is DocumentKind.PERMANENT_RESIDENT and number[0] != "9":
        raise Fault("document.permanent_resident_form")
    return _holder(number, found, today, upgraded=upgraded)


def _holder(number: str, found: tuple[date, bool], today: date, *, upgraded: bool) -> Document:
    sex, birth_date = _ages(found, today)
    if number[0] not in "89":
        kind = DocumentKind.RESIDENT
    else:
        kind = DocumentKind.RESIDENCE_PERMIT if number[0] == "8" else DocumentKind.PERMANENT_RESIDENT
    return Document(kind, number, sex, birth_date, upgraded)


def _ages(found: tuple[date, bool], today: date) -> tuple[Sex, date]:
    """Sex and birth date, unless no living person can have been born on that day."""
    birth_date, male = found
    if birth_date > today:
        raise Fault("document.born_in_future")
    if today.year - birth_date.year > _OLDEST:
        raise Fault("document.too_old")
    return (Sex.MALE if male else Sex.FEMALE), birth_date


#: Kinds whose number has the form of an ID number, so that a G number can be made of it.
KINDS_IN_ROLL_NUMBERS = frozenset({DocumentKind.RESIDENT, DocumentKind.RESIDENCE_PERMIT})


def kind_in_roll_number(roll_number: str) -> DocumentKind:
    """The kind of the document whose number a G number carries: by its area, as `check_document` tells them apart."""
    return DocumentKind.RESIDENCE_PERMIT if roll_number[1:3] in _PERMIT_AREAS else DocumentKind.RESIDENT
