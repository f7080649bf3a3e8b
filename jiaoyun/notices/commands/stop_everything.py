"""不是我操作的: whoever got a security notice says so, and everybody who is logged in to the account is out."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import F

from jiaoyun.accounts.models import Account, LoginSession
from jiaoyun.accounts.waiting import cancel_own
from jiaoyun.notices.events import NOT_ME
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class Stopped:
    """How many log-ins ended, and how many waiting changes of the account's own were stopped."""

    account_id: UUID
    notice_id: UUID
    sessions: int
    cancelled: int


@command(power=None, event=NOT_ME)
def stop_everything(*, actor: Actor, account_id: UUID, notice_id: UUID, now: datetime) -> Stopped:
    """End every log-in of the account and stop what was asked in its own name.

    Reached by the signed link of a security notice only. It takes nothing away for good: the owner logs in again.
    """
    account = Account.objects.of_account(account_id)
    account.update(session_epoch=F("session_epoch") + 1, version=F("version") + 1)
    rows = LoginSession.objects.of_account(account_id).filter(ended_at__isnull=True)
    keys = list(rows.values_list("session_key", flat=True))
    ended = rows.filter(session_key__in=keys).update(ended_at=now, ended_why="not_me")
    Session.objects.filter(session_key__in=keys).delete()
    return Stopped(account_id, notice_id, ended, cancel_own(account_id, why="not_me", now=now))
