"""申请换班 and 撤回, by the pupil or by a guardian for the child (product.md I1)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from uuid_utils.compat import uuid7

from jiaoyun.organizations.models import ClassState, SchoolClass
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.guardians.bonds import is_guardian_of
from jiaoyun.roster.models import ClassWish, WishState
from jiaoyun.roster.wishes.events import CLASS_ASKED, WISH_WITHDRAWN
from jiaoyun.roster.wishes.own import current_of


@dataclass(frozen=True, slots=True)
class ClassAsked:
    """The wish that waits now."""

    wish_id: UUID
    account_id: UUID
    school_id: int
    school_class_id: UUID


@dataclass(frozen=True, slots=True)
class WishWithdrawn:
    """The wish that waits no more."""

    wish_id: UUID
    account_id: UUID
    school_id: int


@command(power=None, event=CLASS_ASKED)
def ask_class(*, actor: Actor, account_id: UUID, class_id: UUID, now: datetime) -> ClassAsked:
    """Ask for another open class of the pupil's school.

    Http404 for a pupil who is neither the actor nor a child of the actor's, and for a class of another school. Refuses
    roster.wish.not_here, .same_class, and .already while another one waits (the database decides).
    """
    refuse_strangers(actor, account_id)
    current = current_of(account_id, lock=True)
    if current is None:
        raise Refused("roster.wish.not_here")
    classes = SchoolClass.objects.within(current.school.organization.place)
    if not classes.filter(id=class_id, state=ClassState.OPEN).exists():
        raise Http404
    now_in = current.enrolment.school_class_id
    if class_id == now_in:
        raise Refused("roster.wish.same_class")
    if now_in is not None:
        _close_fulfilled(account_id, now_in, now)
    row = ClassWish(id=uuid7(), school_id=current.school_id, account_id=account_id, school_class_id=class_id)
    row.from_class, row.asked_at = now_in, now
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("roster.wish.already") from None
    return ClassAsked(row.id, account_id, current.school_id, class_id)


@command(power=None, event=WISH_WITHDRAWN)
def withdraw_wish(*, actor: Actor, account_id: UUID, wish_id: UUID, now: datetime) -> WishWithdrawn:
    """Withdraw one's own wish, or the child's. Http404 for any other; refuses roster.wish.over."""
    refuse_strangers(actor, account_id)
    row = ClassWish.objects.of_account(account_id).filter(id=wish_id).select_for_update().first()
    if row is None:
        raise Http404
    if row.state != WishState.PENDING:
        raise Refused("roster.wish.over")
    row.state, row.decided_at, row.decided_by = WishState.WITHDRAWN, now, actor.account
    row.save(update_fields=["state", "decided_at", "decided_by"])
    return WishWithdrawn(row.id, account_id, row.school_id)


def refuse_strangers(actor: Actor, account_id: UUID) -> None:
    """Http404 for whoever is neither the pupil nor a guardian in force."""
    if account_id != actor.account and not is_guardian_of(actor.account, account_id):
        raise Http404


def _close_fulfilled(account_id: UUID, class_id: UUID, now: datetime) -> None:
    """A wish for the class that the pupil came into in another way must not stand in the way of the next."""
    open_ = ClassWish.objects.of_account(account_id).filter(state=WishState.PENDING, school_class_id=class_id)
    open_.update(state=WishState.WITHDRAWN, decided_at=now)
