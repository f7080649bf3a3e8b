"""What follows a wish: whoever decides is told, and afterwards the pupil and the guardians. Run twice, told once."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jiaoyun.accounts.models import Identity, IdentityState
from jiaoyun.notices.models import Notice
from jiaoyun.notices.tell import tell_account, tell_accounts, tell_place
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.jobs import Progress, job
from jiaoyun.roster.models import ClassWish, WishState
from jiaoyun.roster.students.classes import classes_at
from jiaoyun.roster.wishes.notices import (
    APPROVED,
    ASKED_CLASS,
    ASKED_SCHOOL,
    CHILD_APPROVED,
    CHILD_REJECTED,
    REJECTED,
)
from jiaoyun.roster.wishes.own import homerooms


@job("roster.wish_asked")
def wish_asked(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """The homeroom teachers of the wished class; where it has none, whoever runs the school."""
    row, now = _wish(subject_id), timezone.now()
    if row.state != WishState.PENDING:
        return {"told": 0}
    ids = list(homerooms(row.school_id, row.school_class_id).values_list("account_id", flat=True))
    with transaction.atomic():
        progress.hold()
        if ids:
            class_id = str(row.school_class_id)
            tell_accounts(ids, ASKED_CLASS, now=now, school_id=row.school_id, class_id=class_id)
        else:
            tell_place(row.school_id, Role.SCHOOL_ADMIN, ASKED_SCHOOL, now=now, school_id=row.school_id)
    return {"told": len(ids) or 1}


@job("roster.wish_decided")
def wish_decided(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """The pupil, and each guardian in force."""
    row, now = _wish(subject_id), timezone.now()
    kinds = {WishState.APPROVED: (APPROVED, CHILD_APPROVED), WishState.REJECTED: (REJECTED, CHILD_REJECTED)}
    found = kinds.get(WishState(row.state))
    if found is None:
        return {"told": 0}
    name = classes_at(row.school.organization.place, now).name(row.school_class_id)
    values = {"class_name": name, **({"reason": row.reason} if row.reason else {})}
    guardians = Identity.objects.everywhere("the guardians of the pupil who asked").filter(
        child_id=row.account_id, role=Role.GUARDIAN, state=IdentityState.ACTIVE
    )
    ids = list(guardians.values_list("account_id", flat=True).distinct())
    with transaction.atomic():
        progress.hold()
        told = Notice.objects.of_account(row.account_id).filter(kind=found[0], created_at__gte=row.decided_at)
        if told.exists():
            return {"told": 0}
        tell_account(row.account_id, found[0], now=now, **values)
        tell_accounts(ids, found[1], now=now, account_id=str(row.account_id), **values)
    return {"told": len(ids) + 1}


def _wish(subject_id: str) -> ClassWish:
    rows = ClassWish.objects.everywhere("the wish that the event is about").select_related("school__organization")
    row: ClassWish = rows.get(id=UUID(subject_id))
    return row
