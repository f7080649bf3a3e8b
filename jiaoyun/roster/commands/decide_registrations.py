"""确认家长, 确认学生: one or many, by the homeroom teacher or the school (product.md R0)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaoyun.accounts.models import Account, IdentityRequest, RequestState
from jiaoyun.accounts.requests.writing import decide_request
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.guardians.waiting import waiting_claims, waiting_requests
from jiaoyun.roster.models import ClaimState, StudentClaim
from jiaoyun.roster.registration.events import CLAIMS_DECIDED, GUARDIANS_DECIDED
from jiaoyun.roster.registration.first_password import put_password
from jiaoyun.roster.registration.powers import REGISTRATIONS_CONFIRM
from jiaoyun.roster.registration.writing import BY_HOMEROOM, BY_SCHOOL

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class GuardiansDecided:
    """What was decided; `gone`: how many of the ticked were decided or withdrawn before."""

    organization_id: int
    decision: str
    count: int
    request_ids: tuple[UUID, ...]
    gone: int


@dataclass(frozen=True, slots=True)
class ClaimsDecided:
    """What was decided; `gone`: how many of the ticked waited no more."""

    organization_id: int
    decision: str
    count: int
    claim_ids: tuple[UUID, ...]
    gone: int


@command(power=REGISTRATIONS_CONFIRM, event=GUARDIANS_DECIDED)
def decide_guardians(
    *, actor: Actor, place: Place, request_ids: Sequence[UUID], approve: bool, reason: str, now: datetime
) -> GuardiansDecided:
    """Approve or reject the guardians' requests that still wait at this place; each is decided once.

    Rows are locked in the order of their ids. Refuses roster.confirm.none_chosen, .no_reason, and .decided where none
    of them waits any more; Http404 and house.power.* for pupils of other classes.
    """
    ids = _asked(actor, place, request_ids, approve, reason)
    rows = _still_waiting(actor, place, waiting_requests(place), IdentityRequest, ids)
    state = RequestState.APPROVED if approve else RequestState.REJECTED
    how = BY_HOMEROOM if actor.grant is not None and actor.grant.role is Role.HOMEROOM else BY_SCHOOL
    text = "" if approve else reason.strip()[:LONGEST_REASON]
    for row in rows:
        decide_request(row, state, by=actor.account, how=how, reason=text, now=now)
    done = tuple(row.id for row in rows)
    return GuardiansDecided(place.organization_id, _word(approve), len(done), done, len(ids) - len(done))


@command(power=REGISTRATIONS_CONFIRM, event=CLAIMS_DECIDED)
def decide_claims(
    *, actor: Actor, place: Place, claim_ids: Sequence[UUID], approve: bool, reason: str, now: datetime
) -> ClaimsDecided:
    """Approve or reject pupils' claims: approving puts the password that waits on the account, if it has none yet.

    A claim for an account that got its password meanwhile is over. Other claims for an approved pupil are rejected.
    Refuses as decide_guardians does.
    """
    ids = _asked(actor, place, claim_ids, approve, reason)
    rows = _still_waiting(actor, place, waiting_claims(place), StudentClaim, ids)
    text = "" if approve else reason.strip()[:LONGEST_REASON]
    for row in rows:
        _decide(row, actor.account, approve, text, now)
    done = tuple(row.id for row in rows)
    return ClaimsDecided(place.organization_id, _word(approve), len(done), done, len(ids) - len(done))


def _asked(actor: Actor, place: Place, ids: Sequence[UUID], approve: bool, reason: str) -> list[UUID]:
    admit(actor, REGISTRATIONS_CONFIRM, place)
    if not ids:
        raise Refused("roster.confirm.none_chosen")
    if not approve and not reason.strip():
        raise Refused("roster.confirm.no_reason")
    return sorted(set(ids))


def _still_waiting(actor: Actor, place: Place, waiting: Any, model: Any, ids: list[UUID]) -> list[Any]:
    """The named rows, locked, that still wait after the lock: of two at once the second finds none."""
    seen = dict(waiting.filter(id__in=ids).values_list("id", "class_id"))
    for class_id in seen.values():
        admit(actor, REGISTRATIONS_CONFIRM, place.at_class(class_id))
    locked = model.objects.within(place).filter(id__in=list(seen), state="pending").order_by("id")
    rows = list(locked.select_for_update(of=("self",)))
    if not rows:
        raise Refused("roster.confirm.decided", who="同事", fixer_place=place.name)
    return rows


def _decide(row: StudentClaim, by: UUID, approve: bool, reason: str, now: datetime) -> None:
    password, state = row.password, ClaimState.APPROVED if approve else ClaimState.REJECTED
    if approve:
        account = Account.objects.of_account(row.account_id).select_for_update().get()
        if account.password:
            state = ClaimState.OVER
        else:
            put_password(account, password, now=now)
            others = StudentClaim.objects.of_account(row.account_id).filter(state=ClaimState.PENDING)
            others.exclude(id=row.id).update(state=ClaimState.OVER, password="", decided_at=now)
    row.state, row.password, row.reason, row.decided_at, row.decided_by = state, "", reason, now, by
    row.save(update_fields=["state", "password", "reason", "decided_at", "decided_by"])


def _word(approve: bool) -> str:
    return "approved" if approve else "rejected"
