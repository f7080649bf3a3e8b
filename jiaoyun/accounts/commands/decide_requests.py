"""转入审核: approving or rejecting the requests of teachers, one or many (product.md S2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.requests.deciding import Chosen, Decision, Verdict, decide_chosen
from jiaoyun.accounts.requests.events import CLIMBED_DECIDED, REQUESTS_DECIDED
from jiaoyun.accounts.requests.own import schools_with_administrator
from jiaoyun.accounts.requests.powers import CLIMBED_REVIEW, REQUESTS_REVIEW
from jiaoyun.accounts.requests.review import teacher_requests
from jiaoyun.plumbing import gates
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided at which organization; `verdict` says what was left out and why."""

    organization_id: int
    decision: str
    count: int
    request_ids: tuple[UUID, ...]
    verdict: Verdict


@command(power=REQUESTS_REVIEW, event=REQUESTS_DECIDED)
def decide_requests(
    *, actor: Actor, place: Place, chosen: Chosen, approve: bool, reason: str, now: datetime
) -> Decided:
    """Decide the ticked requests of the school. Refuses what requests.deciding.decide_chosen refuses."""
    gates.admit(actor, REQUESTS_REVIEW, place)
    verdict = decide_chosen(actor, place, chosen, Decision(approve, reason, "school"), now=now)
    return _decided(place, approve, verdict)


@command(power=CLIMBED_REVIEW, event=CLIMBED_DECIDED)
def decide_climbed(*, actor: Actor, place: Place, chosen: Chosen, approve: bool, reason: str, now: datetime) -> Decided:
    """Decide, as the county, requests of schools that have no administrator; all others are left to their school.

    Refuses what requests.deciding.decide_chosen refuses: a school that has an administrator by now counts as changed.
    """
    gates.admit(actor, CLIMBED_REVIEW, place)
    asked = teacher_requests(place).filter(id__in=list(chosen.versions))
    staffed = schools_with_administrator(list(asked.values_list("organization_id", flat=True)))
    verdict = decide_chosen(actor, place, chosen, Decision(approve, reason, "county"), not_of=staffed, now=now)
    return _decided(place, approve, verdict)


def _decided(place: Place, approve: bool, verdict: Verdict) -> Decided:
    decision = "approved" if approve else "rejected"
    return Decided(place.organization_id, decision, len(verdict.decided), verdict.decided, verdict)
