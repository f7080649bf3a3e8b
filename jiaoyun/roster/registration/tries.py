"""How often somebody may try names and numbers against the roll: by phone or account, and by network."""

import math
from datetime import datetime

from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.throttle import Budget, spend

#: Each further try costs whoever guesses a phone of their own.
ASKER_BUDGET = Budget("roster.register.asker", 8, 24 * 3600)
NETWORK_BUDGET = Budget("roster.register.network", 120, 3600)


def count_try(asker: str, network: str, *, now: datetime) -> None:
    """Count one try, outside any transaction. Refuses roster.register.too_many (values: kind, minutes)."""
    for budget, key in ((ASKER_BUDGET, asker), (NETWORK_BUDGET, network)):
        spent = spend(budget, key, now=now)
        if not spent.allowed:
            minutes = max(1, math.ceil((spent.retry_at - now).total_seconds() / 60))
            raise Refused("roster.register.too_many", kind=TICKET, minutes=minutes)


#: The kind of ticket for whoever is not found on the roll.
TICKET = "not_on_roll"
