"""What a new password may not hold, of the person who sets it."""

from collections.abc import Iterable
from uuid import UUID

from jiaoyun.accounts.binding import numbers_of
from jiaoyun.accounts.models import Account, IdentifierKind, Identity, IdentityState
from jiaoyun.accounts.password_rules import PASSWORD_FAULTS, PersonFacts, check_new_password
from jiaoyun.plumbing.actor import ADMINISTRATOR_ROLES
from jiaoyun.plumbing.refusals import Refused


def facts_of(account: Account) -> PersonFacts:
    """The person's name, birthday, numbers in full and places: two statements. For the person's own commands."""
    return facts_of_all([account])[0]


def facts_of_all(accounts: Iterable[Account]) -> list[PersonFacts]:
    """The same for many, in their order, by two statements; for commands whose gate admitted to each of them."""
    accounts = list(accounts)
    ids = [account.id for account in accounts]
    numbers: dict[UUID, list[str]] = {}
    for bound in numbers_of(ids):
        if bound.kind is not IdentifierKind.OUTSIDE:
            numbers.setdefault(bound.account_id, []).append(bound.number)
    roles: dict[UUID, set[str]] = {}
    places: dict[UUID, set[str]] = {}
    held = Identity.objects.everywhere("what a new password of theirs may not hold").filter(
        account_id__in=ids, state__in=(IdentityState.ACTIVE, IdentityState.PENDING)
    )
    for account_id, role, place, state in held.values_list("account_id", "role", "organization__name", "state"):
        places.setdefault(account_id, set()).add(place)
        if state == IdentityState.ACTIVE:
            roles.setdefault(account_id, set()).add(role)
    return [
        PersonFacts(
            account.name,
            account.birth_date,
            tuple(numbers.get(account.id, ())),
            not ADMINISTRATOR_ROLES.isdisjoint(roles.get(account.id, ())),
            tuple(places.get(account.id, ())),
        )
        for account in accounts
    ]


def refuse_weak(password: str, facts: PersonFacts) -> None:
    """Refuse accounts.password.weak with every fault of a new password; `todo` says what to do about each."""
    faults = check_new_password(password, facts)
    if faults:
        todo = "；".join(PASSWORD_FAULTS[code].todo for code in faults)
        raise Refused("accounts.password.weak", faults=tuple(faults), todo=f"{todo}。")
