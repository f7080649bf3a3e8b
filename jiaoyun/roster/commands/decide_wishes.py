"""确认换班: one or many, by the homeroom teacher of the wished class or by the school (product.md I1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.organizations.models import ClassState, SchoolClass
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.models import ClassWish, WishState
from jiaoyun.roster.registration.powers import REGISTRATIONS_CONFIRM
from jiaoyun.roster.wishes.events import WISHES_DECIDED
from jiaoyun.roster.wishes.moving import move_pupil
from jiaoyun.roster.wishes.own import current_of

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class WishesDecided:
    """What was decided; `gone`: how many of the ticked waited no more, or could not be fulfilled any more."""

    organization_id: int
    decision: str
    count: int
    wish_ids: tuple[UUID, ...]
    gone: int


@command(power=REGISTRATIONS_CONFIRM, event=WISHES_DECIDED)
def decide_wishes(
    *, actor: Actor, place: Place, wish_ids: Sequence[UUID], approve: bool, reason: str, now: datetime
) -> WishesDecided:
    """Move the pupils into the classes they asked for, or reject with a reason; each wish is decided once.

    Rows are locked in the order of their ids. A pupil who left the school meanwhile, or a class that was closed, ends
    the wish without a decision. Refuses roster.confirm.none_chosen, .no_reason, and .decided where none of them waits
    any more; Http404 and house.power.* for wishes into other classes.
    """
    admit(actor, REGISTRATIONS_CONFIRM, place)
    if not wish_ids:
        raise Refused("roster.confirm.none_chosen")
    if not approve and not reason.strip():
        raise Refused("roster.confirm.no_reason")
    ids = sorted(set(wish_ids))
    rows = _still_waiting(actor, place, ids)
    text = "" if approve else reason.strip()[:LONGEST_REASON]
    done = tuple(row.id for row in rows if _decide(row, place, actor.account, approve, text, now))
    word = "approved" if approve else "rejected"
    return WishesDecided(place.organization_id, word, len(done), done, len(ids) - len(done))


def _still_waiting(actor: Actor, place: Place, ids: list[UUID]) -> list[ClassWish]:
    """The named rows, locked, that still wait after the lock: of two at once the second finds none."""
    waiting = ClassWish.objects.within(place).filter(id__in=ids, state=WishState.PENDING)
    for class_id in waiting.values_list("school_class_id", flat=True):
        admit(actor, REGISTRATIONS_CONFIRM, place.at_class(class_id))
    rows = list(waiting.order_by("id").select_for_update(of=("self",)))
    if not rows:
        raise Refused("roster.confirm.decided", who="同事", fixer_place=place.name)
    return rows


def _decide(row: ClassWish, place: Place, by: UUID, approve: bool, reason: str, now: datetime) -> bool:
    """Whether it was decided; otherwise it ended because it cannot be fulfilled any more."""
    current = current_of(row.account_id, lock=True)
    is_here = current is not None and current.school_id == row.school_id
    open_ = SchoolClass.objects.within(place).filter(id=row.school_class_id, state=ClassState.OPEN)
    moves = approve and current is not None and is_here and open_.exists()
    moves = moves and current is not None and current.enrolment.school_class_id != row.school_class_id
    if current is not None and moves:
        move_pupil(current, row.school_class_id, by=by, now=now)
    decided = moves or not approve
    row.state = (WishState.APPROVED if approve else WishState.REJECTED) if decided else WishState.WITHDRAWN
    row.reason, row.decided_at, row.decided_by = reason, now, by if decided else None
    row.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    return decided
