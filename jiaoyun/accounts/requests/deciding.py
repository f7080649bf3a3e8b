"""Deciding about many requests at once: the shared writing of the school's and the county's command."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from jiaoyun.accounts.models import Account, IdentityRequest, RequestState
from jiaoyun.accounts.requests.review import PAGE, teacher_requests
from jiaoyun.accounts.requests.writing import decide_request
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a reviewer ticked: request ids with the versions seen."""

    versions: dict[UUID, int]


def read_chosen(keys: Sequence[str]) -> Chosen:
    """The ticks of a form; what is no tick of ours is left out."""
    found: dict[UUID, int] = {}
    for key in keys[: PAGE * 4]:
        text, _, version = key.partition(".")
        try:
            found[UUID(text)] = int(version[:9])
        except ValueError:
            continue
    return Chosen(found)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of the ticked ones: decided now; decided before by `who` at `when`; changed since they were seen."""

    decided: tuple[UUID, ...]
    before: int = 0
    who: str = ""
    when: str = ""
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """Approve or reject, with the reason of a rejection; `how`: school or county."""

    approve: bool
    reason: str
    how: str


def decide_chosen(
    actor: Actor, place: Place, chosen: Chosen, decision: Decision, *, not_of: Collection[int] = (), now: datetime
) -> Verdict:
    """Decide every ticked request of the place that still waits as it was seen; inside the caller's transaction.

    The rows are locked in the order of their ids, so of two reviewers at once one decides and the other is told who.
    `not_of`: schools whose requests are left alone. Refuses accounts.request.none_chosen, .no_reason; and .decided or
    .changed where nothing at all was left to decide.
    """
    if not chosen.versions:
        raise Refused("accounts.request.none_chosen")
    if not decision.approve and not decision.reason.strip():
        raise Refused("accounts.request.no_reason")
    rows = _locked(place, chosen, not_of)
    good = [row for row in rows if row.state == RequestState.PENDING and row.version == chosen.versions[row.id]]
    decided = [row for row in rows if row.state in (RequestState.APPROVED, RequestState.REJECTED)]
    state = RequestState.APPROVED if decision.approve else RequestState.REJECTED
    reason = "" if decision.approve else decision.reason.strip()[:LONGEST_REASON]
    for row in good:
        decide_request(row, state, by=actor.account, how=decision.how, reason=reason, now=now)
    who, when = _decider_of(decided)
    changed = len(chosen.versions) - len(good) - len(decided)
    if not good:
        _refuse(who, when, changed)
    return Verdict(tuple(row.id for row in good), len(decided), who, when, changed)


def _locked(place: Place, chosen: Chosen, not_of: Collection[int]) -> list[IdentityRequest]:
    rows = teacher_requests(place).filter(id__in=list(chosen.versions)).exclude(organization_id__in=not_of)
    return list(rows.order_by("id").select_for_update(of=("self",)))


def _refuse(who: str, when: str, changed: int) -> None:
    if who:
        raise Refused("accounts.request.decided", who=who, when=when)
    raise Refused("accounts.request.changed", count=changed)


def _decider_of(rows: list[IdentityRequest]) -> tuple[str, str]:
    """The name of whoever decided the latest of these, and when; empty where none was decided."""
    if not rows:
        return "", ""
    decided_at, decided_by = max((row.decided_at, row.decided_by) for row in rows if row.decided_at)
    names = Account.objects.everywhere("a colleague who decided is named").filter(id=decided_by)
    at = timezone.localtime(decided_at)
    return names.values_list("name", flat=True).first() or "另一位审核人", f"{at.month}月{at.day}日 {at:%H:%M}"
