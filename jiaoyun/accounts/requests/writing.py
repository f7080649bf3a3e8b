"""Writing requests: plain functions for the commands of every room that lets somebody ask for an identity."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from jiaoyun.accounts.models import Identity, IdentityRequest, IdentityState, RequestState
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.refusals import Refused


def write_request(
    account_id: UUID,
    role: Role,
    organization_id: int,
    *,
    now: datetime,
    school_class_id: UUID | None = None,
    child_id: UUID | None = None,
    relation: str = "",
    follows: UUID | None = None,
) -> IdentityRequest:
    """Ask for an identity: it is made as pending, with the request beside it; inside the caller's transaction.

    Refuses accounts.request.exists where this identity is held or asked for already (the database decides).
    """
    identity = Identity(account_id=account_id, role=role, organization_id=organization_id, since=now)
    identity.school_class_id, identity.child_id, identity.state = school_class_id, child_id, IdentityState.PENDING
    try:
        with transaction.atomic():
            identity.save(force_insert=True)
    except IntegrityError:
        raise Refused("accounts.request.exists") from None
    row = IdentityRequest(account_id=account_id, identity=identity, role=role, organization_id=organization_id)
    row.school_class_id, row.child_id, row.relation = school_class_id, child_id, relation
    row.follows_id, row.submitted_at = follows, now
    row.save(force_insert=True)
    return row


def decide_request(
    row: IdentityRequest, state: RequestState, *, by: UUID | None, how: str, reason: str = "", now: datetime
) -> None:
    """End a pending request that the caller has locked: the identity comes into force, or ends with it.

    `how`: school, county, homeroom, guardian_phone or applicant; `reason` for rejections.
    """
    row.state, row.decided_at, row.decided_by, row.decided_how = state, now, by, how
    row.reason = reason
    row.version += 1
    row.save(update_fields=["state", "decided_at", "decided_by", "decided_how", "reason", "version"])
    identity = Identity.objects.of_account(row.account_id).filter(id=row.identity_id, state=IdentityState.PENDING)
    if state == RequestState.APPROVED:
        identity.update(state=IdentityState.ACTIVE, since=now, granted_by=by)
    else:
        identity.update(state=IdentityState.ENDED, until=now)
