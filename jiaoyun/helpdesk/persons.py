"""Whose account a ticket is about: found by what was typed, never told to whoever typed it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.utils import timezone

from jiaoyun.accounts.belonging import places_of
from jiaoyun.accounts.identifiers import guesses
from jiaoyun.accounts.models import Account, AccountState, Identifier, IdentifierKind, Identity, IdentityState
from jiaoyun.organizations.models import Kind, Organization
from jiaoyun.plumbing.actor import ADMINISTRATOR_ROLES
from jiaoyun.plumbing.powers import Place
from jiaoyun.rules.names import name_key

#: The fields that say who is meant, surest first.
_NUMBERS = ("document", "roll_number", "phone", "account")
#: Whom the questions are asked of where nobody was found: the same statements then tell nobody who is known here.
NOBODYS = UUID(int=0)
_NOWHERE = Place(0, "/0/", "", school_id=0)
_LAST = {"active": 0, "pending": 1, "ended": 2}
_BELONGING = (
    Case(*(When(state=state, then=Value(at)) for state, at in _LAST.items()), output_field=IntegerField()),
    "-until",
    "-since",
    "-id",
)


def find_person(typed: dict[str, str], *, today: date) -> UUID | None:
    """The account that holds the first of the typed numbers that anybody holds; a deleted account holds its numbers.

    The same statements whether it is found or not, for the same fields typed.
    """
    found = [_holder(typed[key], today) for key in _NUMBERS if typed.get(key)]
    return next((account_id for account_id in found if account_id is not None), None)


def _holder(text: str, today: date) -> UUID | None:
    wanted = guesses(text, today=today)
    rows = Identifier.objects.everywhere("a number that was typed, looked up by its digest").filter(
        digest__in=[digest for _, digest in wanted], released_at__isnull=True
    )
    held = {(row[0], bytes(row[1])): row[2] for row in rows.values_list("kind", "digest", "account_id")}
    return next((held[guess] for guess in wanted if guess in held), None)


def home_of(account_id: UUID) -> Organization | None:
    """Where somebody belongs: the place of the identity in force, else of the one that ended last. One query."""
    rows = Identity.objects.of_account(account_id).select_related("organization")
    row = rows.order_by(*_BELONGING).first()
    return row.organization if row is not None else None


def home_path(account: str) -> Subquery:
    """The same as a column: the path of the organization; `account` is the column that names the person."""
    return _home_column(account, "organization__path")


def home_name(account: str) -> Subquery:
    """The same as a column: the name of the organization."""
    return _home_column(account, "organization__name")


def _home_column(account: str, column: str) -> Subquery:
    rows = Identity.objects.everywhere("joined to the persons of a query").filter(account_id=OuterRef(account))
    return Subquery(rows.order_by(*_BELONGING).values(column)[:1])


def offices(account: str) -> QuerySet[Identity]:
    """What the person in this column administers, in force or asked for; for an EXISTS."""
    rows: QuerySet[Identity] = Identity.objects.everywhere("joined to the persons of a query").filter(
        account_id=OuterRef(account),
        state__in=(IdentityState.ACTIVE, IdentityState.PENDING),
        role__in=[role.value for role in ADMINISTRATOR_ROLES],
    )
    return rows


def class_of(account_id: UUID, home: Organization | None) -> UUID | None:
    """The class that a pupil of this school is in by the roll, for tickets that begin at the homeroom teacher's desk.

    The same statements for everybody, of whatever kind of place.
    """
    place = home.place if home is not None and home.kind == Kind.SCHOOL else _NOWHERE
    found = places_of(place, [account_id, NOBODYS]).get(account_id)
    return found.school_class_id if found is not None else None


def facts_of(account_id: UUID | None, typed: dict[str, str], phone: bytes | None) -> dict[str, bool]:
    """What the house itself can say for the asker: the name fits, the document is this person's, the proved phone was
    bound to the account when it was deleted. All false where nobody is found; two statements in every case."""
    whose = account_id or NOBODYS
    account, numbers = Account.objects.of_account(whose).first(), list(Identifier.objects.of_account(whose))
    if account is None:
        return {"name_fits": False, "document_fits": False, "phone_was_bound": False}
    return facts_by(account, numbers, typed, phone)


def facts_by(
    account: Account, numbers: Sequence[Identifier], typed: dict[str, str], phone: bytes | None
) -> dict[str, bool]:
    """The same of an account that was read already; `numbers`: all that is and was bound to it."""
    own = [row for row in numbers if row.account_id == account.pk]
    return {
        "name_fits": bool(typed.get("name")) and name_key(typed["name"]) == account.name_key,
        "document_fits": bool(typed.get("document")) and _is_document_of(own, typed["document"]),
        "phone_was_bound": phone is not None and _was_bound(account, own, phone),
    }


def _is_document_of(numbers: Sequence[Identifier], text: str) -> bool:
    typed = [digest for kind, digest in guesses(text, today=timezone.localdate()) if kind is IdentifierKind.DOCUMENT]
    bound = [row for row in numbers if row.kind == IdentifierKind.DOCUMENT and row.released_at is None]
    return any(bytes(row.digest) in typed for row in bound)


def _was_bound(account: Account, numbers: Sequence[Identifier], phone: bytes) -> bool:
    """Whether the phone was the account's when it was deleted; a number bound or released since then proves nothing."""
    if account.state != AccountState.DELETED or account.state_at is None:
        return False
    at: datetime = account.state_at
    phones = [row for row in numbers if row.kind == IdentifierKind.PHONE and bytes(row.digest) == phone]
    return any(row.bound_at <= at and (row.released_at is None or row.released_at >= at) for row in phones)
