"""Restoring: whether the house found the proof itself, and what comes back with the account."""

import json
from collections.abc import Sequence

from jiaoyun.accounts.models import Account, Identifier, Identity, IdentityState
from jiaoyun.helpdesk.models import Ticket
from jiaoyun.helpdesk.opening import TYPED_SEAL
from jiaoyun.helpdesk.persons import facts_by
from jiaoyun.organizations.models import State
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.sealing import unseal

#: A pupil's place on the roll comes back from the school's own bin; who ran a place is appointed anew.
_COMES_BACK = (Role.TEACHER.value, Role.GUARDIAN.value)


def is_proved(ticket: Ticket, account: Account) -> bool:
    """Whether one person is enough: the asker proved a phone by SMS that was bound when the account was deleted, and
    name and document are equal. Worked out from the rows as they are now, not from the facts kept with the ticket."""
    return is_proved_by(ticket, account, list(Identifier.objects.of_account(account.pk)))


def is_proved_by(ticket: Ticket, account: Account, numbers: Sequence[Identifier]) -> bool:
    """The same, worked out from rows that were read already: all that is and was bound to the account."""
    if ticket.phone_digest is None or ticket.phone_proved_at is None:
        return False
    return all(facts_by(account, numbers, typed_of(ticket), bytes(ticket.phone_digest)).values())


def typed_of(ticket: Ticket) -> dict[str, str]:
    """What was typed, in full. For code behind a gate."""
    if ticket.typed_sealed is None:
        return {}
    values = json.loads(unseal(TYPED_SEAL, ticket.pk, bytes(ticket.typed_sealed)))
    return {str(key): str(value) for key, value in values.items()}


def give_back_identities(account: Account) -> int:
    """Put the identities that ended with the account in force again, where their place is open; returns how many."""
    if account.state_at is None:
        return 0
    ended = Identity.objects.of_account(account.pk).filter(
        state=IdentityState.ENDED, until__gte=account.state_at, role__in=_COMES_BACK, organization__state=State.OPEN
    )
    return ended.update(state=IdentityState.ACTIVE, until=None)
