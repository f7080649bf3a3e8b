"""Finding a pupil by a full number. The number is looked up by its digest and never stands in an address or a log."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from jiaoyun.accounts.identifiers import guesses
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import Contact, CurrentEnrolment, EnrolmentState
from jiaoyun.roster.students.filters import MOST_PEOPLE, NOBODY, Filters

_KINDS = (
    IdentifierKind.DOCUMENT,
    IdentifierKind.ROLL_NUMBER,
    IdentifierKind.PLATFORM_NUMBER,
    IdentifierKind.PHONE,
)


def pupils_by_number(place: Place, text: str, today: date) -> tuple[UUID, ...]:
    """The pupils of this school, or of this class, whom a number means: their document, 学籍号, T number or phone, or
    the phone of a guardian as this school recorded it, which brothers and sisters share. Nobody for anybody else's.

    One query; in whatever spelling the number was typed.
    """
    found = guesses(text, today=today)
    digests = [digest for kind, digest in found if kind in _KINDS]
    phones = [digest for kind, digest in found if kind is IdentifierKind.PHONE]
    own = Q(
        account__identifiers__kind__in=_KINDS,
        account__identifiers__digest__in=digests,
        account__identifiers__released_at__isnull=True,
    )
    contacts = Contact.objects.within(place).filter(phone_digest__in=phones)
    rows = CurrentEnrolment.objects.within(place).filter(own | Q(account_id__in=contacts.values("account_id")))
    if place.school_class_id is not None:
        rows = rows.filter(enrolment__school_class_id=place.school_class_id)
    here = rows.exclude(state=EnrolmentState.WITHDRAWN).order_by("account_id").distinct()
    return tuple(here.values_list("account_id", flat=True)[:MOST_PEOPLE])


def found_by_number(place: Place, filters: Filters, today: date) -> Filters:
    """The list that a search for a full number leads to: its pupils by id, or nobody. The number is dropped."""
    return Filters(person=pupils_by_number(place, filters.q, today) or NOBODY, sort=filters.sort, size=filters.size)
