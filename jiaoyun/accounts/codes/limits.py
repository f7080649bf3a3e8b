"""How many codes may be asked for: a number, an address, a network, the whole system (security.md, threats 2 and 3).

A number's limits are exact and rolling: one sender at a time holds the number for a minute, and then counts the codes
of the last hour and day. They are kept apart by group of purposes, so that a stranger who asks for log-in codes with
somebody's number does not use up that person's way back.
"""

import ipaddress
import math
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest

from jiaoyun.accounts.addresses import client_network
from jiaoyun.accounts.models import Code, Purpose
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.throttle import Budget, Spent, hold, let_go, spend

SECONDS_BETWEEN = 60
AN_HOUR, A_DAY = 5, 10

GROUPS: dict[str, tuple[Purpose, ...]] = {
    "stranger": (Purpose.REGISTER, Purpose.BIND, Purpose.CONFIRM, Purpose.TICKET),
    "login": (Purpose.LOGIN,),
    "recovery": (Purpose.RECOVER,),
    # Only whoever has logged in can ask for these.
    "owner": (Purpose.OLD, Purpose.REPROVE, Purpose.SECOND_FACTOR),
}
_HOLD = "code.number"


def group_of(purpose: Purpose) -> str:
    """The purposes that share a number's limits."""
    return next(name for name, purposes in GROUPS.items() if purpose in purposes)


def admit_sender(request: HttpRequest, *, now: datetime) -> None:
    """Count one for the address, its network and the system. Refuses accounts.code.crowded."""
    address = client_network(request)
    for budget, key in (
        (Budget("code.address", settings.JIAOYUN_CODES_AN_ADDRESS, 3600), address),
        (Budget("code.network", settings.JIAOYUN_CODES_A_NETWORK, 3600), wider(address)),
        (Budget("code.system", settings.JIAOYUN_CODES_A_MINUTE, 60), "all"),
    ):
        counted = spend(budget, key, now=now)
        if not counted.allowed:
            raise Refused("accounts.code.crowded", minutes=_minutes(counted, now))


def hold_number(digest: bytes, purpose: Purpose, *, now: datetime) -> None:
    """Take the number for a minute, where its hour and day are not full; release_number gives it back.

    Refuses accounts.code.too_soon (values: seconds) and accounts.code.too_many (values: hours).
    """
    group = group_of(purpose)
    free_at = hold(_HOLD, f"{group}:{digest.hex()}", seconds=SECONDS_BETWEEN, now=now)
    if free_at is not None:
        raise Refused("accounts.code.too_soon", seconds=max(1, math.ceil((free_at - now).total_seconds())))
    counts = (
        Code.objects.everywhere("how often a number was written to, whoever asked")
        .filter(digest=digest, purpose__in=GROUPS[group], sent_at__gt=now - timedelta(days=1))
        .aggregate(day=Count("id"), hour=Count("id", filter=Q(sent_at__gt=now - timedelta(hours=1))))
    )
    if counts["day"] >= A_DAY or counts["hour"] >= AN_HOUR:
        release_number(digest, purpose)
        raise Refused("accounts.code.too_many", hours=24 if counts["day"] >= A_DAY else 1)


def release_number(digest: bytes, purpose: Purpose) -> None:
    """Give the number back, where no message left."""
    let_go(_HOLD, f"{group_of(purpose)}:{digest.hex()}")


def hold_browser(mark: str, purpose: Purpose, *, now: datetime) -> None:
    """Let a browser ask once a minute. Refuses accounts.code.too_soon."""
    free_at = hold("code.browser", f"{group_of(purpose)}:{mark}", seconds=SECONDS_BETWEEN, now=now)
    if free_at is not None:
        raise Refused("accounts.code.too_soon", seconds=max(1, math.ceil((free_at - now).total_seconds())))


def wider(address: str) -> str:
    """The network around an address: /24, or /48 of IPv6."""
    try:
        network = ipaddress.ip_network(address, strict=False)
    except ValueError:
        return address
    return str(network.supernet(new_prefix=24 if network.version == 4 else 48))


def _minutes(counted: Spent, now: datetime) -> int:
    return max(1, math.ceil((counted.retry_at - now).total_seconds() / 60))
