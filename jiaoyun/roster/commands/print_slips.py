"""Print first-login slips: new one-time secrets for pupils who have no password yet (issue: slips of an import)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.accounts.powers import ACCOUNTS_PRINT_SLIPS
from jiaoyun.accounts.slips import write_secrets
from jiaoyun.organizations.access import access_school
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.events import SLIPS_PRINTED
from jiaoyun.roster.students.slips import without_login

_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class SlipsPrinted:
    """The printing: its id, by which the page and the sheet are opened, and how many slips it has."""

    run_id: UUID
    count: int


@command(power=ACCOUNTS_PRINT_SLIPS, event=SLIPS_PRINTED)
def print_slips(
    *, actor: Actor, now: datetime, school_id: int, batch_id: UUID | None = None, pupils: Iterable[UUID] | None = None
) -> SlipsPrinted:
    """A slip for each pupil of a batch, or of those named, whose account this school's import made and nobody opened.

    Slips printed earlier for them are void. Pupils who have a password, left, or existed before the import are left
    out. Raises roster.slips.none (a batch) or roster.students.no_slips where nobody is left.
    """
    place = access_school(actor, school_id, ACCOUNTS_PRINT_SLIPS)
    if batch_id is not None and access_batch(actor, batch_id, ACCOUNTS_PRINT_SLIPS).school_id != school_id:
        raise Http404
    wanted = without_login(place, batch_id=batch_id, pupils=pupils).order_by("account_id")
    accounts, run, count = list(wanted.values_list("account_id", flat=True)), uuid7(), 0
    for start in range(0, len(accounts), _CHUNK):
        locked = _locked(accounts[start : start + _CHUNK])
        count += write_secrets(locked, run=run, by=actor.account, organization_id=school_id, now=now)
    if not count and batch_id is not None:
        raise Refused("roster.slips.none", school_id=school_id, batch_id=batch_id)
    if not count:
        raise Refused("roster.students.no_slips", school_id=school_id)
    return SlipsPrinted(run, count)


def _locked(accounts: Sequence[UUID]) -> list[UUID]:
    """Those that still have no password, locked in the order of their ids: two printings follow one another."""
    rows = Account.objects.everywhere("the gate above found them in this school").filter(
        id__in=accounts, password="", state=AccountState.ACTIVE
    )
    return list(rows.order_by("id").select_for_update().values_list("id", flat=True))
