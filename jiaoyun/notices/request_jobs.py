"""What follows an event of a request: the school or county is told, or the person; config/reactions.py names the jobs.

A job that runs a second time tells nobody twice: the notice has the id of the run.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jiaoyun.accounts.models import Identifier, IdentityRequest, RequestState
from jiaoyun.accounts.registration.moving import MOVED
from jiaoyun.accounts.requests.own import schools_with_administrator
from jiaoyun.notices.alarm import alarm
from jiaoyun.notices.identity_requests import APPROVED, ASKED, CLIMBED, PHONE_MOVED, REJECTED, REMINDED
from jiaoyun.notices.messages import write_messages
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.jobs.progress import Progress
from jiaoyun.plumbing.jobs.registry import job


@job("notices.request_asked")
def request_asked(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """Tell whoever decides that a request waits."""
    return _tell_reviewer(UUID(subject_id), ASKED, progress)


@job("notices.request_reminded")
def request_reminded(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """Tell whoever decides that the person reminds them."""
    return _tell_reviewer(UUID(subject_id), REMINDED, progress)


@job("notices.request_decided")
def request_decided(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """Tell the person by notice and message what was decided."""
    row = _request(UUID(subject_id))
    kind = {RequestState.APPROVED: APPROVED, RequestState.REJECTED: REJECTED}.get(RequestState(row.state))
    if kind is None:
        return {"told": 0}
    values = {"school": row.organization.name, **({"reason": row.reason} if kind == REJECTED else {})}
    with transaction.atomic():
        progress.hold()
        notice = _told(progress, kind, values, account_id=row.account_id)
        return {"told": write_messages(notice, now=timezone.now()) if notice else 0}


@job("notices.registered_phone")
def registered_phone(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """Tell the former account that its phone was moved to the account that has just been registered (R4)."""
    row = _request(UUID(subject_id))
    moved = Identifier.objects.everywhere("the row that the registration released").filter(
        released_why=MOVED,
        released_at=row.submitted_at,
        digest__in=Identifier.objects.of_account(row.account_id).filter(kind="phone").values("digest"),
    )
    found = moved.values_list("id", "account_id").first()
    if found is None:
        return {"told": 0}
    with transaction.atomic():
        progress.hold()
        # Not to the phone itself: whoever holds it has just proved it, and the person behind may be another.
        alarm(found[1], PHONE_MOVED, now=timezone.now(), notice_id=progress.run.id)
    return {"told": 1}


def _tell_reviewer(request_id: UUID, kind: str, progress: Progress) -> dict[str, Any]:
    row = _request(request_id)
    if row.state != RequestState.PENDING or row.role != Role.TEACHER:
        return {"told": 0}
    school, county = row.organization, row.organization.parent
    values: dict[str, Any] = {"name": row.account.name, "school": school.name}
    with transaction.atomic():
        progress.hold()
        if schools_with_administrator([school.pk]) or county is None:
            to, role, values["school_id"] = school.pk, Role.SCHOOL_ADMIN, school.pk
        else:
            kind, to, role, values["organization_id"] = CLIMBED, county.pk, Role.COUNTY_ADMIN, county.pk
        notice = _told(progress, kind, values, organization_id=to, role=role.value)
    return {"told": 1 if notice else 0}


def _told(progress: Progress, kind: str, values: dict[str, Any], **to: Any) -> Notice | None:
    """The notice, once a run of a job."""
    if Notice.objects.everywhere("the notice of this run").filter(id=progress.run.id).exists():
        return None
    notice: Notice = Notice.objects.create(
        id=progress.run.id, kind=kind, values=values, created_at=timezone.now(), **to
    )
    return notice


def _request(request_id: UUID) -> IdentityRequest:
    rows = IdentityRequest.objects.everywhere("the request that the event is about")
    row: IdentityRequest = rows.select_related("organization__parent", "account").get(id=request_id)
    return row
