"""Showing a passkey, as a second factor or at the log-in page."""

from datetime import datetime

from jiaoyun.accounts.commands.show_factor import FactorShown
from jiaoyun.accounts.models import Passkey
from jiaoyun.accounts.passkeys.showing import ShownPasskey
from jiaoyun.accounts.second_factor.events import FACTOR_SHOWN
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@command(power=None, event=FACTOR_SHOWN)
def show_passkey(*, actor: Actor, shown: ShownPasskey, now: datetime) -> FactorShown:
    """Keep the counter of what was shown. Refuses accounts.passkey.wrong for somebody else's, and where the passkey
    was removed or shown once more meanwhile."""
    rows = Passkey.objects.of_account(actor.account).filter(id=shown.passkey_id, sign_count=shown.seen_count)
    if shown.account_id != actor.account or not rows.update(sign_count=shown.sign_count, used_at=now):
        raise Refused("accounts.passkey.wrong")
    return FactorShown(actor.account, "passkey")
