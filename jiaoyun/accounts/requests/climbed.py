"""What climbed to the county: teacher requests of schools that have no administrator."""

from typing import Any

from django.db.models import Exists, OuterRef

from jiaoyun.accounts.models import AccountState, Identity, IdentityState, RequestState
from jiaoyun.accounts.requests.review import teacher_requests
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.counting import BADGE_MOST
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.prepared import Question, question_of


def climbed(place: Place) -> Any:
    """The teacher requests below a region whose school has no administrator who can log in."""
    administrators = Identity.objects.everywhere("whether a school has an administrator decides who reviews").filter(
        organization_id=OuterRef("organization_id"),
        role=Role.SCHOOL_ADMIN,
        state=IdentityState.ACTIVE,
        account__state=AccountState.ACTIVE,
    )
    return teacher_requests(place).exclude(Exists(administrators))


def climbed_pending(place: Place) -> Question:
    """Those of them that wait, as a badge counts them."""
    return question_of(climbed(place).filter(state=RequestState.PENDING).values_list("id")[:BADGE_MOST])
