"""Matching a name and a number with the roll: the same two statements whatever is found.

Whoever asks has proved a phone, and the number of tries is counted by `tries`. What does not fit is answered alike:
an unknown number, another name, a pupil who is not 在读 any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from jiaoyun.accounts.identifiers import guesses
from jiaoyun.accounts.models import AccountState, IdentifierKind
from jiaoyun.organizations.models import State
from jiaoyun.roster.models import Contact, CurrentEnrolment, EnrolmentState
from jiaoyun.rules.faults import Fault
from jiaoyun.rules.names import check_name, name_key

_KINDS = (IdentifierKind.DOCUMENT, IdentifierKind.ROLL_NUMBER, IdentifierKind.PLATFORM_NUMBER)
_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil 在读 whose name and number fit. `by_contact`: a phone of the asker is one that the school recorded."""

    account_id: UUID
    school_id: int
    class_id: UUID | None
    has_password: bool
    birth_date: date | None
    school: str
    by_contact: bool

    def __repr__(self) -> str:
        return f"Pupil({self.account_id})"


def find_pupil(name: str, number: str, phones: Iterable[bytes], now: datetime) -> Pupil | None:
    """The pupil of this name and this 学籍号, document or T number; None where anything does not fit.

    `phones`: digests of the phones that the asker proved. Two statements in every case.
    """
    digests = [digest for kind, digest in guesses(number, today=timezone.localdate(now)) if kind in _KINDS]
    row = (
        CurrentEnrolment.objects.everywhere("whoever registers does not say which school")
        .filter(
            account__identifiers__kind__in=_KINDS,
            account__identifiers__digest__in=digests or [b""],
            account__identifiers__released_at__isnull=True,
            state=EnrolmentState.ENROLLED,
            account__state=AccountState.ACTIVE,
            school__organization__state=State.OPEN,
        )
        .values_list(
            "account_id",
            "school_id",
            "enrolment__school_class_id",
            "account__password",
            "account__birth_date",
            "account__name_key",
            "school__organization__name",
        )
        .first()
    )
    account_id, school_id = (row[0], row[1]) if row else (_NOBODY, 0)
    contacts = Contact.objects.everywhere("of the pupil whom the number names").filter(
        school_id=school_id, account_id=account_id, phone_digest__in=list(phones) or [b""]
    )
    by_contact = contacts.exists()
    if row is None or row[5] != _key_of(name):
        return None
    return Pupil(account_id, school_id, row[2], bool(row[3]), row[4], row[6], by_contact)


def _key_of(name: str) -> str:
    """The key that names are compared by; of a text that is no name one that nobody has."""
    try:
        return name_key(check_name(name))
    except Fault:
        return ""
