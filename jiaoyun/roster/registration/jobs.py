"""What follows a registration: whoever confirms is told, and afterwards whoever asked. Run twice, told once."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jiaoyun.accounts.models import Identity, IdentityRequest, IdentityState, RequestState
from jiaoyun.notices.alarm import alarm
from jiaoyun.notices.models import Notice
from jiaoyun.notices.tell import tell_account, tell_accounts, tell_place
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.jobs import Progress, job
from jiaoyun.plumbing.models import MessageChannel, OutboxMessage
from jiaoyun.plumbing.sealing import unseal
from jiaoyun.plumbing.sending.outbox import enqueue_message
from jiaoyun.roster.commands.register_student import CLAIM_SEAL
from jiaoyun.roster.models import ClaimState, CurrentEnrolment, StudentClaim
from jiaoyun.roster.registration.notices import (
    APPROVED,
    ASKED_CLASS,
    ASKED_SCHOOL,
    CLAIM_APPROVED,
    CLAIM_REJECTED,
    ENDED,
    FIRST_PASSWORD,
    NEW_GUARDIAN,
    REGISTERED,
    REJECTED,
    REMINDED_CLASS,
    REMINDED_SCHOOL,
)


@job("roster.guardian_asked")
def guardian_asked(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """A request waits: the class's homeroom teachers are told, else the school. Confirmed at once: the child is."""
    row = _request(subject_id)
    if row.state == RequestState.APPROVED:
        return _tell_child(row, progress)
    if row.state != RequestState.PENDING or row.child_id is None:
        return {"told": 0}
    return _tell_school(row.organization_id, row.child_id, progress)


@job("roster.guardian_reminded")
def guardian_reminded(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """A guardian reminds whoever confirms; requests of teachers are told by the notices room."""
    row = _request(subject_id)
    if row.state != RequestState.PENDING or row.child_id is None:
        return {"told": 0}
    return _tell_school(row.organization_id, row.child_id, progress, REMINDED_CLASS, REMINDED_SCHOOL)


@job("roster.claim_asked")
def claim_asked(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """A pupil's claim waits."""
    row = StudentClaim.objects.everywhere("the claim that the event is about").get(id=subject_id)
    return _tell_school(row.school_id, row.account_id, progress) if row.state == ClaimState.PENDING else {"told": 0}


@job("roster.claim_reminded")
def claim_reminded(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """Whoever made a pupil's claim reminds whoever confirms."""
    row = StudentClaim.objects.everywhere("the claim that the event is about").get(id=subject_id)
    if row.state != ClaimState.PENDING:
        return {"told": 0}
    return _tell_school(row.school_id, row.account_id, progress, REMINDED_CLASS, REMINDED_SCHOOL)


@job("roster.student_registered")
def student_registered(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """A pupil's first password was set: the pupil is told on every channel, and the class's homeroom teachers are."""
    account_id, now = UUID(subject_id), timezone.now()
    stay = CurrentEnrolment.objects.of_account(account_id).select_related("enrolment").first()
    class_id = stay.enrolment.school_class_id if stay is not None else None
    ids = _homerooms(stay.school_id, class_id) if stay is not None and class_id is not None else []
    with transaction.atomic():
        progress.hold()
        if Notice.objects.of_account(account_id).filter(id=progress.run.id).exists():
            return {"told": 0}
        alarm(account_id, FIRST_PASSWORD, now=now, notice_id=progress.run.id)
        if stay is not None and ids:
            tell_accounts(ids, REGISTERED, now=now, school_id=stay.school_id, class_id=str(class_id))
    return {"told": len(ids) + 1}


@job("roster.guardian_decided")
def guardian_decided(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """The guardian is told by notice and message; of an approval the child too."""
    row, now = _request(subject_id), timezone.now()
    kind = {RequestState.APPROVED: APPROVED, RequestState.REJECTED: REJECTED}.get(RequestState(row.state))
    if kind is None:
        return {"told": 0}
    values = {"school": row.organization.name, **({"reason": row.reason} if kind == REJECTED else {})}
    with transaction.atomic():
        progress.hold()
        if _is_told(row.account_id, kind, row.decided_at):
            return {"told": 0}
        tell_account(row.account_id, kind, now=now, **values)
    return _tell_child(row, progress) if kind == APPROVED else {"told": 1}


@job("roster.claim_decided")
def claim_decided(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """A message to the phone that was proved for the claim."""
    rows = StudentClaim.objects.everywhere("the claim that the event is about").select_related("school__organization")
    row = rows.get(id=subject_id)
    key = {ClaimState.APPROVED: CLAIM_APPROVED, ClaimState.REJECTED: CLAIM_REJECTED}.get(ClaimState(row.state))
    if key is None:
        return {"told": 0}
    with transaction.atomic():
        progress.hold()
        sent = OutboxMessage.objects.everywhere("the message of this claim").filter(subject_id=row.id, key=key)
        if sent.exists():
            return {"told": 0}
        number, values = unseal(CLAIM_SEAL, row.id, row.phone_sealed), {"school": row.school.organization.name}
        enqueue_message(MessageChannel.PHONE, number, key, values, now=timezone.now(), subject_id=row.id)
    return {"told": 1}


@job("roster.guardian_ended")
def guardian_ended(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """The guardian whose bond the school ended."""
    with transaction.atomic():
        progress.hold()
        alarm(UUID(subject_id), ENDED, now=timezone.now(), notice_id=progress.run.id)
    return {"told": 1}


def _tell_school(
    school_id: int,
    child_id: UUID,
    progress: Progress,
    to_class: str = ASKED_CLASS,
    to_school: str = ASKED_SCHOOL,
) -> dict[str, Any]:
    """The homeroom teachers of the pupil's class; where it has none, whoever runs the school."""
    now = timezone.now()
    stays = CurrentEnrolment.objects.of_account(child_id).filter(school_id=school_id)
    class_id = stays.values_list("enrolment__school_class_id", flat=True).first()
    ids = _homerooms(school_id, class_id) if class_id else []
    with transaction.atomic():
        progress.hold()
        if ids:
            tell_accounts(ids, to_class, now=now, school_id=school_id, class_id=str(class_id))
        else:
            tell_place(school_id, Role.SCHOOL_ADMIN, to_school, now=now, school_id=school_id)
    return {"told": len(ids) or 1}


def _homerooms(school_id: int, class_id: UUID) -> list[UUID]:
    teachers = Identity.objects.everywhere("the homeroom teachers of one class").filter(
        role=Role.HOMEROOM, school_class_id=class_id, organization_id=school_id, state=IdentityState.ACTIVE
    )
    return list(teachers.values_list("account_id", flat=True))


def _tell_child(row: IdentityRequest, progress: Progress) -> dict[str, Any]:
    """The pupil learns who was bound: somebody else's phone on the record would come to light."""
    if row.child_id is None:
        return {"told": 0}
    with transaction.atomic():
        progress.hold()
        alarm(row.child_id, NEW_GUARDIAN, now=timezone.now(), notice_id=progress.run.id)
    return {"told": 1}


def _is_told(account_id: UUID, kind: str, since: Any) -> bool:
    return bool(Notice.objects.of_account(account_id).filter(kind=kind, created_at__gte=since).exists())


def _request(subject_id: str) -> IdentityRequest:
    rows = IdentityRequest.objects.everywhere("the request that the event is about")
    row: IdentityRequest = rows.select_related("organization").get(id=subject_id)
    return row
