"""重置密码 by the school: a one-time password for one or many, which its owner must replace (product.md S6, U6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account, AccountState, FirstSecret
from jiaoyun.accounts.password_rules import PASSWORD_FAULTS, check_new_password
from jiaoyun.accounts.people.access import access_persons
from jiaoyun.accounts.people.events import PASSWORDS_RESET
from jiaoyun.accounts.people.powers import PASSWORD_RESET
from jiaoyun.accounts.person_facts import facts_of_all
from jiaoyun.accounts.slips import Slip, slips_of, write_secrets
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused

#: One run: a grade of a large school.
MOST = 500


@dataclass(frozen=True, slots=True)
class PasswordsReset:
    """A run of resets. `slips` are shown this once to the one who asked; `custom`: a password chosen by the school."""

    run: UUID
    organization_id: int
    count: int
    custom: bool
    account_ids: tuple[UUID, ...]
    slips: tuple[Slip, ...]


@command(power=PASSWORD_RESET, event=PASSWORDS_RESET)
def reset_passwords(
    *, actor: Actor, place: Place, account_ids: Sequence[UUID], custom: str, now: datetime
) -> PasswordsReset:
    """Give each account a one-time password (generated, or `custom`) for 14 days; the old password ends, sessions too.

    Refuses accounts.reset.too_many above MOST, accounts.reset.weak for a custom password that is too short, common or
    made of one of the persons' own name or numbers, accounts.person.not_active, accounts.person.beyond; Http404 for
    whoever does not belong to the place. Nothing is changed unless all can be.
    """
    if len(account_ids) > MOST:
        raise Refused("accounts.reset.too_many", most=MOST)
    accounts = access_persons(actor, place, account_ids, PASSWORD_RESET)
    frozen = next((row for row in accounts if row.state != AccountState.ACTIVE), None)
    if frozen is not None:
        raise Refused("accounts.person.not_active", state=AccountState(frozen.state).label)
    if custom:
        _refuse_weak(custom, accounts)
    ids, run = [row.id for row in accounts], uuid7()
    write_secrets(
        ids, run=run, by=actor.account, organization_id=place.organization_id, now=now, exact_text=custom or None
    )
    Account.objects.everywhere("locked behind the gate above").filter(id__in=ids).update(
        password="", session_epoch=F("session_epoch") + 1, version=F("version") + 1
    )
    secrets = FirstSecret.objects.everywhere("made a moment ago, for the accounts behind the gate").filter(run=run)
    slips = slips_of(secrets.select_related("account").order_by("account__sort_key", "account_id"))
    return PasswordsReset(run, place.organization_id, len(ids), bool(custom), tuple(ids), tuple(slips))


def _refuse_weak(custom: str, accounts: Sequence[Account]) -> None:
    """What the rules say of a new password holds for one that a school chooses, with each person's facts."""
    faults: dict[str, None] = {}
    for facts in facts_of_all(accounts):
        faults |= dict.fromkeys(check_new_password(custom, facts))
    if faults:
        todo = "；".join(PASSWORD_FAULTS[code].todo for code in faults)
        raise Refused("accounts.reset.weak", faults=tuple(faults), todo=f"{todo}。")
