"""The SMS door: a proved phone → whose account it opens, or nobody's (product.md L4, L7)."""

from datetime import datetime

from jiaoyun.accounts.door import How, Proof
from jiaoyun.accounts.models import AccountState, Identifier, IdentifierKind
from jiaoyun.accounts.proving import Proved
from jiaoyun.accounts.recycled import is_stale
from jiaoyun.plumbing.refusals import Refused

#: The kind of ticket for who has got a number that is still on somebody's account.
UNBIND = "unbind_phone"


def find_owner(proved: Proved, *, now: datetime) -> Proof | None:
    """The proof of whoever this phone is bound to; None where it is bound to nobody, or to what is gone.

    Only after the code. One statement. Refuses accounts.login.phone_stale where the number may have another holder by
    now: it alone opens nothing, and does not say whose account it is on.
    """
    row = bound_row(proved)
    if row is None or row.account.state in (AccountState.PURGED, AccountState.WITHDRAWN):
        return None
    if is_stale(row.account, row, now):
        raise Refused("accounts.login.phone_stale", kind=UNBIND)
    return Proof(row.account_id, row.account.session_epoch, None, proved.digest.hex(), How.SMS)


def bound_row(proved: Proved) -> Identifier | None:
    """The bound identifier of a proved phone, with its account."""
    rows = Identifier.objects.everywhere("whoever holds a phone may ask whose account it opens")
    found: Identifier | None = (
        rows.filter(kind=IdentifierKind.PHONE, digest=proved.digest, released_at__isnull=True)
        .select_related("account")
        .first()
    )
    return found
