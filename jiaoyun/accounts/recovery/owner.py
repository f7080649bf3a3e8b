"""Who may set a new password: whoever proved a number by a code that was sent for this account, and still is its owner.

The account follows from the code's own row, never from the session: no step can be skipped or changed (threat 5).
"""

from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.doors.states import refuse_state
from jiaoyun.accounts.models import Account, AccountState, Code, Identifier, Purpose
from jiaoyun.accounts.proving import Proved
from jiaoyun.accounts.recovery.refusals import TICKET
from jiaoyun.accounts.recycled import is_stale
from jiaoyun.plumbing.refusals import Refused


def owner_of(proof: Proved, *, now: datetime, lock: bool = False) -> Account:
    """The account that a proved code stands for, while the number is still bound to it.

    Refuses accounts.recovery.over, .stale, and what doors/states says of an account that is not active: only whoever
    proved the number hears it.
    """
    code = Code.objects.everywhere("a proof names its own code").filter(id=proof.code_id).first()
    if code is None or code.purpose != Purpose.RECOVER or code.account_id is None:
        raise Refused("accounts.recovery.over", kind=TICKET)
    account = _account(code.account_id, lock)
    bound = (
        Identifier.objects.of_account(account.id)
        .filter(kind=proof.channel.value, digest=proof.digest, released_at__isnull=True)
        .first()
    )
    if bound is None:
        raise Refused("accounts.recovery.over", kind=TICKET)
    if account.state != AccountState.ACTIVE:
        refuse_state(account.id)
    if is_stale(account, bound, now):
        raise Refused("accounts.recovery.stale", kind=TICKET)
    return account


def _account(account_id: UUID, lock: bool) -> Account:
    rows = Account.objects.of_account(account_id)
    account: Account = (rows.select_for_update() if lock else rows).get()
    return account
