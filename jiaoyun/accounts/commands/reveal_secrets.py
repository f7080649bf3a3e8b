"""Showing the slips of one printing to the one who printed them; every look is recorded."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404

from jiaoyun.accounts.events import SECRETS_SHOWN
from jiaoyun.accounts.models import FirstSecret
from jiaoyun.accounts.powers import ACCOUNTS_PRINT_SLIPS
from jiaoyun.accounts.slips import Slip, slips_of
from jiaoyun.plumbing import gates
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused

#: How long the slips of a printing can be opened again; afterwards they are printed anew.
SHOWN_FOR = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class SecretsShown:
    """The slips of a run that can still be used, in pinyin order of the names."""

    run: UUID
    organization_id: int
    count: int
    slips: tuple[Slip, ...]


@command(power=ACCOUNTS_PRINT_SLIPS, event=SECRETS_SHOWN)
def reveal_secrets(*, actor: Actor, place: Place, run: UUID, now: datetime) -> SecretsShown:
    """The open slips of a run made at this school by this person; Http404 for any other run. Refuses
    accounts.slips.over after two hours.

    Slips that were used, replaced by a reprint or ran out are left out.
    """
    gates.admit(actor, ACCOUNTS_PRINT_SLIPS, place)
    made = FirstSecret.objects.within(place).filter(run=run, issued_by=actor.account)
    rows = list(made.select_related("account").order_by("account__sort_key", "account_id"))
    if not rows:
        raise Http404
    if now - rows[0].issued_at > SHOWN_FOR:
        raise Refused("accounts.slips.over")
    slips = slips_of(row for row in rows if row.used_at is None and row.voided_at is None and row.expires_at > now)
    return SecretsShown(run, place.organization_id, len(slips), tuple(slips))
