"""Who needs a second factor, and what somebody has."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists

from jiaoyun.accounts.models import Account, Authenticator, Identifier, IdentifierKind, Passkey, RecoveryCode
from jiaoyun.plumbing.actor import ADMINISTRATOR_ROLES, Grant


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account can show: an app (since when), its passkeys, recovery codes that are left of those made."""

    app_since: datetime | None
    passkeys: tuple[Passkey, ...]
    codes_left: int
    codes_made: int

    @property
    def are_set_up(self) -> bool:
        """Whether a factor was ever set up. Codes are made with the first one, an SMS too, and outlive it: from then
        on the password alone neither opens an administrator's identity nor sets up another factor."""
        return self.app_since is not None or bool(self.passkeys) or self.codes_made > 0


def needs_factor(grant: Grant | None) -> bool:
    """Administrators of every level and support do (Decided 2)."""
    return grant is not None and grant.role in ADMINISTRATOR_ROLES


def may_use_sms(grant: Grant | None) -> bool:
    """Whether a code by SMS counts as the factor of this identity: on for schools, off from the county up (setting)."""
    return grant is not None and grant.role.value in settings.JIAOYUN_SMS_FACTOR_ROLES


def has_factor(account_id: UUID) -> bool:
    """Whether the account has set up a factor (see Factors.are_set_up). One query."""
    codes, passkeys = RecoveryCode.objects.of_account(account_id), Passkey.objects.of_account(account_id)
    is_set_up = Exists(apps_of(account_id)) | Exists(passkeys) | Exists(codes)
    found: bool = Account.objects.of_account(account_id).filter(is_set_up).exists()
    return found


def apps_of(account_id: UUID) -> Any:
    """The authenticator app in use, as a query of one row at most."""
    return Authenticator.objects.of_account(account_id).filter(confirmed_at__isnull=False, removed_at__isnull=True)


def factors_of(account_id: UUID) -> Factors:
    """Everything the account can show, by three queries."""
    since = apps_of(account_id).values_list("confirmed_at", flat=True).first()
    passkeys = tuple(Passkey.objects.of_account(account_id).order_by("added_at", "id"))
    used = list(RecoveryCode.objects.of_account(account_id).values_list("used_at", flat=True))
    return Factors(since, passkeys, used.count(None), len(used))


def bound_phone(account_id: UUID) -> Identifier | None:
    """The phone that a code would go to; None where none is bound."""
    rows = Identifier.objects.of_account(account_id).filter(kind=IdentifierKind.PHONE, released_at__isnull=True)
    row: Identifier | None = rows.order_by("-bound_at").first()
    return row
