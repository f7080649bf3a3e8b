"""A proof that waits for a choice: who showed the password need not show it again to go on (product.md L2, L4).

Kept in the session for ten minutes under a new session key, so that a key planted before the proof is worth nothing.
It holds ids, codes and digests only.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from jiaoyun.accounts.door import How, Proof
from jiaoyun.accounts.doors.roles import RoleChoice, choice_of

LIFETIME = timedelta(minutes=10)
_KEY = "arrival"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody at the door: the proof, and what they chose on the page.

    `next`: a page of ours (addresses.safe_next). `sure`: the person has seen whose account it is. `asked_role`: the
    page asked as whom they come, so that the answer is remembered on this browser.
    """

    proof: Proof
    public_computer: bool = False
    next: str = ""
    role: RoleChoice | None = None
    sure: bool = True
    asked_role: bool = True


def keep(request: HttpRequest, arrival: Arrival, *, now: datetime) -> None:
    """Keep an arrival until its person has chosen."""
    proof = arrival.proof
    request.session.cycle_key()
    request.session[_KEY] = {
        "account": str(proof.account_id),
        "epoch": proof.epoch,
        "secret": str(proof.first_secret_id) if proof.first_secret_id else "",
        "mark": proof.login_mark,
        "how": proof.how.value,
        "public": arrival.public_computer,
        "next": arrival.next,
        "role": arrival.role.value if arrival.role else "",
        "sure": arrival.sure,
        "asked_role": arrival.asked_role,
        "at": int(now.timestamp()),
    }


def kept(request: HttpRequest, *, now: datetime) -> Arrival | None:
    """The arrival that waits in this session; None where there is none or it is too old."""
    held: dict[str, Any] | None = request.session.get(_KEY)
    if held is None or now.timestamp() - held["at"] > LIFETIME.total_seconds():
        return None
    secret = UUID(held["secret"]) if held["secret"] else None
    proof = Proof(UUID(held["account"]), held["epoch"], secret, held["mark"], How(held["how"]))
    role = choice_of(held["role"])
    return Arrival(proof, held["public"], held["next"], role, held["sure"], held["asked_role"])


def seen(arrival: Arrival) -> Arrival:
    """The arrival after its person said that the account is theirs."""
    return replace(arrival, sure=True)


def drop(request: HttpRequest) -> None:
    """Forget it."""
    request.session.pop(_KEY, None)


def proved_account(request: HttpRequest, *, now: datetime) -> UUID | None:
    """Whose password or code was shown in this session without getting in: for tickets about that account."""
    arrival = kept(request, now=now)
    return arrival.proof.account_id if arrival else None
