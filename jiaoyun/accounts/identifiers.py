"""What says who somebody is, in one spelling: canonical forms, their digests, their hints, and what a login may mean.

The digest inputs below are the rule for the whole product; imports and demo data make theirs the same way:

| kind | digest(kind, text) of |
|---|---|
| document | `DocumentKind:number` as `rules.documents.check_document` gives it |
| roll (学籍号), platform (T number) | the number, upper case |
| phone | its 11 digits |
| name (账号), email | lower case |
| outside | `issuer subject`, the subject percent-encoded |
"""

import re
from datetime import date
from urllib.parse import urlsplit

from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.plumbing.digests import digest
from jiaoyun.rules.documents import DocumentKind, check_document
from jiaoyun.rules.faults import Fault
from jiaoyun.rules.masking import hint_document, mask_email, mask_phone, mask_roll_number
from jiaoyun.rules.phones import check_mobile
from jiaoyun.rules.roll_numbers import check_roll_number, is_platform_number
from jiaoyun.rules.text import clean_cell

Guess = tuple[IdentifierKind, bytes]

# A letter and nothing but digits is how 学籍号, permits and passports look: nobody may take such a name.
_ACCOUNT_NAME = re.compile(r"(?![a-z][0-9]{6,}x?$)[a-z][a-z0-9_]{3,19}")
_EMAIL = re.compile(r"[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]+(\.[a-z0-9-]+)+")
_LONGEST_LOGIN = 80


class NotThisKindError(ValueError):
    """The text is no identifier of that kind. Carries no value."""


def canonical(kind: IdentifierKind, text: str, *, document_kind: str = "", today: date) -> str:
    """The one spelling of an identifier. Raises NotThisKindError where the text cannot be one.

    Full width, blanks and dashes, x for X, 15 digits for 18, +86 and capitals of a name are understood. `today` only
    refuses documents whose birth date lies ahead.
    """
    plain = clean_cell(text)
    try:
        if kind is IdentifierKind.DOCUMENT:
            return check_document(plain, DocumentKind(document_kind) if document_kind else None, today=today).number
        if kind is IdentifierKind.PHONE:
            return check_mobile(plain)
        if kind is IdentifierKind.ROLL_NUMBER:
            return check_roll_number(plain).number
    except Fault as fault:
        raise NotThisKindError(fault.code) from None
    except ValueError:
        raise NotThisKindError(kind.value) from None
    return _canonical_name(kind, plain)


def _canonical_name(kind: IdentifierKind, plain: str) -> str:
    squeezed = plain.replace(" ", "")
    if kind is IdentifierKind.PLATFORM_NUMBER and is_platform_number(squeezed.upper()):
        return squeezed.upper()
    if kind is IdentifierKind.ACCOUNT_NAME and _ACCOUNT_NAME.fullmatch(squeezed.lower()):
        return squeezed.lower()
    if kind is IdentifierKind.EMAIL and _EMAIL.fullmatch(squeezed.lower()):
        return squeezed.lower()
    if kind is IdentifierKind.OUTSIDE and plain:
        return plain
    raise NotThisKindError(kind.value)


def digest_of(kind: IdentifierKind, number: str, *, document_kind: str = "") -> bytes:
    """The 32 bytes by which a canonical identifier is found; for documents the kind is part of it."""
    text = f"{document_kind}:{number}" if kind is IdentifierKind.DOCUMENT else number
    return digest(kind.value, text)


def hint_of(kind: IdentifierKind, number: str) -> str:
    """The masked form that lists show: never enough to log in with. A T number says nothing and stays readable."""
    if kind is IdentifierKind.DOCUMENT:
        return hint_document(number)
    if kind is IdentifierKind.ROLL_NUMBER:
        return mask_roll_number(number)
    if kind is IdentifierKind.PHONE:
        return mask_phone(number)
    if kind is IdentifierKind.EMAIL:
        return mask_email(number)[:24]
    if kind is IdentifierKind.PLATFORM_NUMBER:
        return number
    if kind is IdentifierKind.OUTSIDE:
        # The subject is the provider's own name for the person; its host says enough.
        return (urlsplit(number.split(" ")[0]).hostname or "")[:24]
    return f"{number[:2]}***"


def guesses(text: str, *, today: date) -> list[Guess]:
    """Everything that a typed login may be, likeliest first; the same text always gives the same list.

    Empty for nothing typed. Their number follows from the text alone, so that it tells nothing about who is known.
    """
    if not text.strip() or len(text) > _LONGEST_LOGIN:
        return []
    found: dict[Guess, None] = {}
    for kind in _LOGIN_KINDS:
        try:
            found[kind, digest_of(kind, canonical(kind, text, today=today))] = None
        except NotThisKindError:
            continue
    for document_kind in (None, *DocumentKind):
        try:
            document = check_document(text, document_kind, today=today)
        except Fault:
            continue
        key = digest_of(IdentifierKind.DOCUMENT, document.number, document_kind=document.kind.value)
        found[IdentifierKind.DOCUMENT, key] = None
    return list(found)


def is_full_number(text: str) -> bool:
    """Whether a search is a person's whole number (ID document, 学籍号, T number, phone), no name and no last four."""
    plain = "".join(clean_cell(text).replace("-", "").split())
    digits = sum(char.isdigit() for char in plain)
    return plain.isascii() and plain.isalnum() and len(plain) >= _LEAST_NUMBER and digits >= _LEAST_DIGITS


_LEAST_NUMBER, _LEAST_DIGITS = 7, 5
_LOGIN_KINDS = (
    IdentifierKind.ROLL_NUMBER,
    IdentifierKind.PLATFORM_NUMBER,
    IdentifierKind.PHONE,
    IdentifierKind.ACCOUNT_NAME,
    IdentifierKind.EMAIL,
)
