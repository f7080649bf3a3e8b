"""The writing that registering and adding a child share: the request, confirmed at once where the phone is known."""

from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.models import IdentityRequest, RequestState
from jiaoyun.accounts.requests.writing import decide_request, write_request
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.registration.matching import Pupil

#: What decided a request: the phone that the school recorded, or a person.
BY_PHONE, BY_SCHOOL, BY_HOMEROOM = "guardian_phone", "school", "homeroom"


def bind_child(guardian_id: UUID, pupil: Pupil, relation: str, *, now: datetime) -> IdentityRequest:
    """Ask to be the guardian of this pupil; in force at once where a proved phone is one that the school recorded.

    Refuses roster.guardian.already where this child is bound or asked for already (the database decides).
    """
    try:
        row = write_request(
            guardian_id,
            Role.GUARDIAN,
            pupil.school_id,
            now=now,
            school_class_id=pupil.class_id,
            child_id=pupil.account_id,
            relation=relation,
        )
    except Refused as refused:
        if refused.id != "accounts.request.exists":
            raise
        raise Refused("roster.guardian.already") from None
    if pupil.by_contact:
        decide_request(row, RequestState.APPROVED, by=None, how=BY_PHONE, now=now)
    return row
