"""Requests for an identity, so that the pages of applicants and reviewers have something to decide."""

from uuid import UUID, uuid5

from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account, Identity, IdentityRequest, IdentityState
from jiaoyun.plumbing.actor import Role
from tests.whole.matrix.stage import Desk, Stage

_SPACE = UUID("01900000-0000-7000-8000-00000000a991")
#: A school where nobody of the cast is.
ELSEWHERE, ANOTHER = "far_school", "far_school_2"
OF_APPLICANTS = ("accounts:applications", "accounts:application_correct")
OF_REVIEWERS = ("accounts:teacher_review", "accounts:climbed_review")


def own_id(stage: Stage, role: str) -> UUID:
    """The id that the request of a member of the cast gets; nobody's for a visitor."""
    return uuid5(_SPACE, str(stage.world.accounts.get(role, "")))


def school_id_of(desk: Desk) -> UUID:
    """The id that the request at a desk's school gets."""
    return uuid5(_SPACE, str(desk.place.organization_id))


def let_everybody_apply(stage: Stage) -> None:
    """Each member of the cast asks to be a teacher elsewhere."""
    for account_id in dict.fromkeys(stage.world.accounts.values()):
        _ask(stage, uuid5(_SPACE, str(account_id)), account_id, stage.school_id(ELSEWHERE))


def let_somebody_apply(stage: Stage, desk: Desk) -> None:
    """A newcomer asks to be a teacher at the desk's school."""
    account = Account(id=uuid7(), name="溪雀新师", name_key="溪雀新师", created_at=stage.world.now, password="!")
    account.save(force_insert=True)
    _ask(stage, school_id_of(desk), account.id, desk.place.organization_id)


def _ask(stage: Stage, key: UUID, account_id: UUID, organization_id: int) -> None:
    common = {"account_id": account_id, "role": Role.TEACHER, "organization_id": organization_id}
    identity = Identity(id=uuid7(), state=IdentityState.PENDING, since=stage.world.now, **common)
    identity.save(force_insert=True)
    IdentityRequest(id=key, identity=identity, submitted_at=stage.world.now, **common).save(force_insert=True)
