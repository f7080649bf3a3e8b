"""Moving one pupil into another class of the own school: what an import writes for 调班, for one row (apply/)."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from jiaoyun.accounts.models import Identity, IdentityState
from jiaoyun.plumbing.actor import Role
from jiaoyun.roster.models import CurrentEnrolment, Enrolment, EnrolmentChange

MOVE = "move"


def move_pupil(current: CurrentEnrolment, class_id: UUID, *, by: UUID, now: datetime) -> None:
    """Write the class, count both versions up, and keep the change as the pupil's history; `current` is locked.

    An import that was checked before leaves the pupil out then, as with every change of an enrolment.
    """
    stay = Enrolment.objects.of_account(current.account_id).filter(id=current.enrolment_id, closed_at__isnull=True)
    # Read behind the lock: what was joined before it may be older.
    before = stay.values_list("school_class_id", flat=True).get()
    stay.update(school_class_id=class_id, version=F("version") + 1)
    CurrentEnrolment.objects.of_account(current.account_id).filter(version=current.version).update(
        version=F("version") + 1
    )
    EnrolmentChange(
        school_id=current.school_id,
        account_id=current.account_id,
        kind=MOVE,
        from_class=before,
        to_class=class_id,
        by=by,
        at=now,
    ).save(force_insert=True)
    # A pupil's own identity names the class where it was registered with one.
    Identity.objects.of_account(current.account_id).filter(
        role=Role.STUDENT, state=IdentityState.ACTIVE, organization_id=current.school_id, school_class_id=before
    ).exclude(school_class_id__isnull=True).update(school_class_id=class_id)
