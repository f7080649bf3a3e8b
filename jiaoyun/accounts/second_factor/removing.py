"""Taking every factor of an account away, and ending its sessions: the writing that commands share."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import F

from jiaoyun.accounts.models import Account, Authenticator, LoginSession, Passkey, RecoveryCode
from jiaoyun.accounts.second_factor.needs import apps_of


class Removed(NamedTuple):
    """How much of each went."""

    apps: int
    passkeys: int
    codes: int


def remove_factors(account_id: UUID, now: datetime) -> Removed:
    """Remove app, passkeys and recovery codes, and end every session; inside the caller's command, behind its gate."""
    Authenticator.objects.of_account(account_id).filter(confirmed_at__isnull=True).delete()
    apps = apps_of(account_id).update(removed_at=now)
    passkeys = Passkey.objects.of_account(account_id).delete()[0]
    codes = RecoveryCode.objects.of_account(account_id).delete()[0]
    Account.objects.of_account(account_id).update(
        factor_reset_at=now, session_epoch=F("session_epoch") + 1, version=F("version") + 1
    )
    rows = LoginSession.objects.of_account(account_id).filter(ended_at__isnull=True)
    keys = list(rows.values_list("session_key", flat=True))
    rows.update(ended_at=now, ended_why="factor_reset")
    Session.objects.filter(session_key__in=keys).delete()
    return Removed(apps, passkeys, codes)
