"""How often somebody may try out from 个人中心 what is taken: IDs and account names, by account and by network."""

import math
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.personal.documents import CLASH_TICKET, OTHER_TICKET
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.throttle import Budget, spend

#: Whoever corrects the own ID needs two or three tries; whoever tries out the IDs of others needs many.
DOCUMENT_BUDGET = Budget("personal.document", 8, 24 * 3600)
#: R3 may be said at once, but not to a machine that reads out all account names.
NAME_BUDGET = Budget("personal.account_name", 30, 3600)
#: A whole school may sit behind one address.
NETWORK_BUDGET = Budget("personal.network", 600, 3600)


def count_document(account_id: UUID, network: str, *, now: datetime) -> None:
    """Count one ID that somebody who is logged in tries, outside any transaction.

    Refuses accounts.personal.too_many.
    """
    _count(DOCUMENT_BUDGET, account_id, network, CLASH_TICKET, now)


def count_name(account_id: UUID, network: str, *, now: datetime) -> None:
    """The same for an account name, or for a look at free ones."""
    _count(NAME_BUDGET, account_id, network, OTHER_TICKET, now)


def _count(budget: Budget, account_id: UUID, network: str, kind: str, now: datetime) -> None:
    for each, key in ((budget, account_id.hex), (NETWORK_BUDGET, network)):
        spent = spend(each, key, now=now)
        if not spent.allowed:
            minutes = max(1, math.ceil((spent.retry_at - now).total_seconds() / 60))
            raise Refused("accounts.personal.too_many", kind=kind, minutes=minutes)
