"""A person's own requests: what the page 我的申请 shows, and the one that a command is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404

from jiaoyun.accounts.models import AccountState, Identity, IdentityRequest, IdentityState, RequestState
from jiaoyun.organizations.models import Kind, Organization
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.refusals import Refused

REMIND_EVERY = timedelta(hours=24)
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """One request as its person sees it. `reviewer` says in words who decides; `can_remind` whether it is time."""

    id: UUID
    role: Role
    place: str
    organization_id: int
    state: RequestState
    submitted_at: datetime
    decided_at: datetime | None
    reason: str
    reviewer: str
    reminded_at: datetime | None
    can_remind: bool
    can_correct: bool

    @property
    def is_guardian(self) -> bool:
        """Whether it is about a child: corrected by adding the child anew."""
        return self.role is Role.GUARDIAN

    @property
    def is_open(self) -> bool:
        """Whether it still waits."""
        return self.state is RequestState.PENDING


def own_requests(account_id: UUID, now: datetime) -> list[OwnRequest]:
    """The requests of a person, latest first. Three queries however many."""
    rows = list(
        IdentityRequest.objects.of_account(account_id)
        .select_related("organization__parent")
        .order_by("-submitted_at", "-id")[:_SHOWN]
    )
    reviewers = reviewers_of([row.organization for row in rows])
    followed = {row.follows_id for row in rows}
    return [_own(row, reviewers, row.id in followed, now) for row in rows]


def own_request(actor: Actor, request_id: UUID, *, lock: bool = False) -> IdentityRequest:
    """One's own request. Http404 for anybody else's; `lock` holds it until the transaction ends."""
    rows = IdentityRequest.objects.of_account(actor.account).filter(id=request_id)
    row: IdentityRequest | None = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise Http404
    return row


def latest_to_correct(account_id: UUID) -> str:
    """The id of the person's latest teacher request that waits or was rejected; empty where there is none."""
    rows = IdentityRequest.objects.of_account(account_id).filter(
        role=Role.TEACHER, state__in=(RequestState.PENDING, RequestState.REJECTED)
    )
    found = rows.order_by("-submitted_at", "-id").values_list("id", flat=True).first()
    return str(found) if found else ""


def still_open(row: IdentityRequest) -> IdentityRequest:
    """The request if it still waits. Refuses accounts.request.not_open."""
    if row.state != RequestState.PENDING:
        raise Refused("accounts.request.not_open", state=RequestState(row.state).label)
    return row


def reviewers_of(organizations: Sequence[Organization]) -> dict[int, str]:
    """Who decides for each of these schools, in words: its administrator, or the county. One query."""
    staffed = schools_with_administrator([place.pk for place in organizations])
    return {place.pk: _reviewer(place, place.pk in staffed) for place in organizations}


def schools_with_administrator(school_ids: Sequence[int]) -> set[int]:
    """Those of the schools that have an administrator who can log in. One query."""
    rows = Identity.objects.everywhere("whether a school has an administrator decides who reviews").filter(
        organization_id__in=list(school_ids),
        role=Role.SCHOOL_ADMIN,
        state=IdentityState.ACTIVE,
        account__state=AccountState.ACTIVE,
    )
    return set(rows.values_list("organization_id", flat=True))


def _reviewer(place: Organization, is_staffed: bool) -> str:
    if is_staffed or place.parent is None or place.parent.kind == Kind.PROVINCE:
        return f"{place.name}的学校管理员"
    return f"{place.parent.name}的区县管理员（这所学校还没有管理员）"


def _own(row: IdentityRequest, reviewers: dict[int, str], is_followed: bool, now: datetime) -> OwnRequest:
    state = RequestState(row.state)
    waits = state is RequestState.PENDING
    is_teacher = row.role == Role.TEACHER
    return OwnRequest(
        row.id,
        Role(row.role),
        row.organization.name,
        row.organization_id,
        state,
        row.submitted_at,
        row.decided_at,
        row.reason,
        reviewers[row.organization_id] if is_teacher else f"{row.organization.name}的班主任或学校管理员",
        row.reminded_at,
        waits and _may_remind(row, now),
        waits or (state is RequestState.REJECTED and not is_followed),
    )


def _may_remind(row: IdentityRequest, now: datetime) -> bool:
    return row.reminded_at is None or now - row.reminded_at >= REMIND_EVERY
