"""The console of an installation lets somebody of the province in again: nobody in the product stands above."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.events import ACCESS_REOPENED
from jiaoyun.accounts.identifiers import NotThisKindError, canonical, digest_of
from jiaoyun.accounts.models import (
    Account,
    AccountState,
    FirstSecret,
    Identifier,
    IdentifierKind,
    Identity,
    IdentityState,
)
from jiaoyun.accounts.second_factor.removing import remove_factors
from jiaoyun.accounts.slips import Slip, slips_of, write_secrets
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused

_KIND = IdentifierKind.ACCOUNT_NAME
_AT_THE_TOP = (Role.PROVINCE_ADMIN, Role.SUPPORT)


@dataclass(frozen=True, slots=True)
class AccessReopened:
    """Whose; `factor`: whether the second factor went too. `slip` is printed this once."""

    account_id: UUID
    run: UUID
    factor: bool
    slip: Slip = field(repr=False)


@command(power=None, event=ACCESS_REOPENED)
def reopen_access(*, actor: Actor, login: str, factor: bool, now: datetime) -> AccessReopened:
    """Give an administrator of the province, or a support clerk, a one-time slip; thaw the account; with `factor` take
    the lost second factor away. Called by the management command `reopen_access` only: whoever works at the console
    holds the database already, so there is no second person to ask. It is recorded, and the owner is told.

    Refuses accounts.installation.nobody where no such person has this account name.
    """
    account_id = _named(login)
    held = Identity.objects.everywhere("who is at the province").filter(
        account_id=account_id, role__in=_AT_THE_TOP, state=IdentityState.ACTIVE
    )
    real = (AccountState.ACTIVE, AccountState.FROZEN)
    accounts = Account.objects.everywhere("the account named at the console").filter(id=account_id, state__in=real)
    if account_id is None or not held.exists() or accounts.select_for_update().first() is None:
        raise Refused("accounts.installation.nobody")
    if factor:
        remove_factors(account_id, now)
    run = uuid7()
    write_secrets([account_id], run=run, by=None, organization_id=None, now=now)
    accounts.update(
        password="",
        state=AccountState.ACTIVE,
        session_epoch=F("session_epoch") + 1,
        version=F("version") + 1,
    )
    (slip,) = slips_of(FirstSecret.objects.of_account(account_id).filter(run=run).select_related("account"))
    return AccessReopened(account_id, run, factor, slip)


def _named(login: str) -> UUID | None:
    try:
        digest = digest_of(_KIND, canonical(_KIND, login, today=timezone.localdate()))
    except NotThisKindError:
        return None
    rows = Identifier.objects.everywhere("an account name typed at the console").filter(
        kind=_KIND, digest=digest, released_at__isnull=True
    )
    found: UUID | None = rows.values_list("account_id", flat=True).first()
    return found
