"""Whose account a ticket is about: found by what was typed, never told to whoever typed it."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone

from jiaoyun.accounts.belonging import places_of
from jiaoyun.accounts.identifiers import guesses
from jiaoyun.accounts.models import Account, AccountState, Identifier, IdentifierKind, Identity
from jiaoyun.organizations.models import Kind, Organization
from jiaoyun.rules.names import name_key

#: The fields that say who is meant, surest first.
_NUMBERS = ("document", "roll_number", "phone", "account")
_LAST = {"active": 0, "pending": 1, "ended": 2}


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
    order = Case(*(When(state=state, then=Value(at)) for state, at in _LAST.items()), output_field=IntegerField())
    row = (
        Identity.objects.of_account(account_id)
        .select_related("organization")
        .order_by(order, "-until", "-since", "-id")
        .first()
    )
    return row.organization if row is not None else None


def class_of(account_id: UUID) -> UUID | None:
    """The class that a pupil is in by the roll, for tickets that begin at the homeroom teacher's desk."""
    home = home_of(account_id)
    if home is None or home.kind != Kind.SCHOOL:
        return None
    place = places_of(home.place, [account_id]).get(account_id)
    return place.school_class_id if place is not None else None


def facts_of(account_id: UUID | None, typed: dict[str, str], phone: bytes | None) -> dict[str, bool]:
    """What the house itself can say for the asker: the name fits, the document is this person's, the proved phone was
    bound to the account when it was deleted. All false where nobody is found."""
    account = Account.objects.of_account(account_id).first() if account_id is not None else None
    if account is None:
        return {"name_fits": False, "document_fits": False, "phone_was_bound": False}
    return {
        "name_fits": bool(typed.get("name")) and name_key(typed["name"]) == account.name_key,
        "document_fits": bool(typed.get("document")) and _is_document_of(account.pk, typed["document"]),
        "phone_was_bound": phone is not None and _was_bound(account, phone),
    }


def _is_document_of(account_id: UUID, text: str) -> bool:
    digests = [digest for kind, digest in guesses(text, today=timezone.localdate()) if kind is IdentifierKind.DOCUMENT]
    bound = Identifier.objects.of_account(account_id).filter(kind=IdentifierKind.DOCUMENT, released_at__isnull=True)
    return bool(bound.filter(digest__in=digests).exists())


def _was_bound(account: Account, phone: bytes) -> bool:
    """Whether the phone was the account's when it was deleted; a number bound or released since then proves nothing."""
    if account.state != AccountState.DELETED or account.state_at is None:
        return False
    at: datetime = account.state_at
    rows = Identifier.objects.of_account(account.pk).filter(kind=IdentifierKind.PHONE, digest=phone, bound_at__lte=at)
    return any(released is None or released >= at for released in rows.values_list("released_at", flat=True))
