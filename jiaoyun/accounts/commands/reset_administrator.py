"""重置密码 of an administrator by the level above: who has neither phone nor mailbox is not locked out for good."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account, AccountState, FirstSecret
from jiaoyun.accounts.people.administrators import access_administrator, refuse_second_reset
from jiaoyun.accounts.people.events import ADMINISTRATOR_PASSWORD_RESET
from jiaoyun.accounts.people.powers import ADMINISTRATOR_RESET
from jiaoyun.accounts.slips import Slip, slips_of, write_secrets
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class AdministratorReset:
    """Whose password went; `slip` is shown this once to the one who asked."""

    account_id: UUID
    run: UUID
    slip: Slip = field(repr=False)


@command(power=ADMINISTRATOR_RESET, event=ADMINISTRATOR_PASSWORD_RESET)
def reset_administrator(*, actor: Actor, account_id: UUID, now: datetime) -> AdministratorReset:
    """Give an administrator a generated one-time password for 14 days; the old one ends, and every session.

    The second factor stays, so that whoever holds the slip is not in yet. Refuses accounts.administrator.own for
    oneself, accounts.person.not_active, accounts.administrator.too_soon where the level above took the factor away
    within 48 hours (security.md, Decided 5); Http404 for whoever administers nothing below.
    """
    account, _ = access_administrator(actor, account_id, ADMINISTRATOR_RESET)
    if account_id == actor.account:
        raise Refused("accounts.administrator.own")
    if account.state != AccountState.ACTIVE:
        raise Refused("accounts.person.not_active", state=AccountState(account.state).label)
    refuse_second_reset(account.factor_reset_at, "二次验证", now)
    run = uuid7()
    write_secrets([account_id], run=run, by=actor.account, organization_id=None, now=now)
    Account.objects.of_account(account_id).update(
        password="", session_epoch=F("session_epoch") + 1, version=F("version") + 1
    )
    (slip,) = slips_of(FirstSecret.objects.of_account(account_id).filter(run=run).select_related("account"))
    return AdministratorReset(account_id, run, slip)
