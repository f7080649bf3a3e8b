"""Issuing first secrets: slips for pupils who have no password of their own yet (product.md L1, security.md §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.events import SECRETS_ISSUED
from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.accounts.powers import ACCOUNTS_PRINT_SLIPS
from jiaoyun.accounts.slips import write_secrets
from jiaoyun.plumbing import gates
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused

_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class SecretsIssued:
    """`count` slips were made in this run; `skipped` accounts have a password of their own or are not active."""

    run: UUID
    organization_id: int
    count: int
    skipped: int


@command(power=ACCOUNTS_PRINT_SLIPS, event=SECRETS_ISSUED)
def issue_first_secrets(
    *, actor: Actor, place: Place, accounts: Sequence[UUID], allowed: frozenset[UUID], run: UUID, now: datetime
) -> SecretsIssued:
    """Make a slip for each account that has no password yet, voiding the one before.

    `allowed` is what the roster's gate found to be accounts that an import of this school created; anything else
    refuses accounts.slips.not_yours and nothing is made. Statements: three for each 5,000 accounts.
    """
    gates.admit(actor, ACCOUNTS_PRINT_SLIPS, place)
    wanted = sorted(set(accounts))
    foreign = sum(account not in allowed for account in wanted)
    if foreign:
        raise Refused("accounts.slips.not_yours", count=foreign)
    count = 0
    for start in range(0, len(wanted), _CHUNK):
        open_accounts = _without_password(wanted[start : start + _CHUNK])
        if open_accounts:
            count += write_secrets(
                open_accounts, run=run, by=actor.account, organization_id=place.organization_id, now=now
            )
    return SecretsIssued(run, place.organization_id, count, len(wanted) - count)


def _without_password(accounts: list[UUID]) -> list[UUID]:
    """Locked in the order of their ids: two printings at once follow one another."""
    return list(
        Account.objects.everywhere("limited to what the roster's gate allowed")
        .filter(id__in=accounts, password="", state=AccountState.ACTIVE)
        .order_by("id")
        .select_for_update()
        .values_list("id", flat=True)
    )
