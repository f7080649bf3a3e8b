"""The person of a registration as it is stored: name with its sounds, document, what the document says."""

from dataclasses import dataclass
from datetime import date

from jiaoyun.accounts.models import Account
from jiaoyun.rules.documents import Document, check_document
from jiaoyun.rules.documents import DocumentKind as DocumentKind
from jiaoyun.rules.names import check_name, name_key, sounds


@dataclass(frozen=True, slots=True)
class Described:
    """A checked name and document; `repr` shows neither."""

    name: str
    document: Document

    def __repr__(self) -> str:
        return "Described()"


def describe(name: str, kind: str, number: str, *, today: date) -> Described:
    """Check both. Raises rules.faults.Fault, of the name first."""
    return Described(check_name(name), check_document(number, DocumentKind(kind), today=today))


def put_on(account: Account, described: Described) -> list[str]:
    """Write name and what the document says into the account, unsaved; returns the fields written."""
    name, document = described.name, described.document
    account.name, account.name_key = name, name_key(name)
    account.sort_key, account.name_pinyin, account.name_initials = sounds(name)
    account.sex = document.sex.value if document.sex is not None else "0"
    account.birth_date = document.birth_date
    return ["name", "name_key", "sort_key", "name_pinyin", "name_initials", "sex", "birth_date"]
