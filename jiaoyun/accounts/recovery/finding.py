"""Whose password is to be recovered: what was typed → an account or nobody, by the same work for both."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from jiaoyun.accounts.identifiers import guesses
from jiaoyun.accounts.models import AccountState, Identifier, IdentifierKind

_GONE = (AccountState.PURGED, AccountState.WITHDRAWN)


def find_account(typed: str, *, now: datetime) -> UUID | None:
    """The account that the likeliest meaning of a typed login is bound to; None for nobody and for what is gone.

    Always one statement. The caller shows the same page for both (security.md, Decided 9).
    """
    found = guesses(typed, today=timezone.localdate(now))
    wanted = Q(kind=IdentifierKind.ACCOUNT_NAME, digest=b"")
    for kind, key in found:
        wanted |= Q(kind=kind, digest=key)
    rows = Identifier.objects.everywhere("a recovery names nobody's place yet").filter(wanted, released_at__isnull=True)
    bound = {
        (IdentifierKind(kind), bytes(key)): (account_id, state)
        for kind, key, account_id, state in rows.values_list("kind", "digest", "account_id", "account__state")
    }
    account_id, state = next((bound[guess] for guess in found if guess in bound), (None, ""))
    return None if state in _GONE else account_id
