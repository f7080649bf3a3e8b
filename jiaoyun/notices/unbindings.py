"""Phones that one person asked to unbind and a second one must confirm: who that may be has it under 待办 (L4).

The homeroom teacher of the pupil, another administrator of the school, and the level above: the county where the school
has nobody else or three days have passed, a region above it for what the level below it asked.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.models import Identity, IdentityState, WaitingChange, WaitingKind, WaitingState
from jiaoyun.accounts.people.powers import UNBIND_CONFIRM
from jiaoyun.notices.kinds import declare_kind
from jiaoyun.notices.tasks import Task, declare_tasks
from jiaoyun.organizations.models import Kind
from jiaoyun.plumbing.actor import ADMINISTRATOR_ROLES, REGION_ROLES, Actor, Role
from jiaoyun.plumbing.powers import Place, holds

SECOND_WANTED = declare_kind(
    "notices.second_wanted",
    "有一个手机号要解绑，请您当面核对过以后作为第二人确认，48 小时以后才生效。",
    "accounts:person_unbind_confirm",
    ("school_id", "account_id"),
)
#: So many stand one by one under 待办; those that follow come up when these are done.
MOST = 10
PATIENCE = timedelta(days=3)
_BELOW = {Role.CITY_ADMIN: Role.COUNTY_ADMIN, Role.PROVINCE_ADMIN: Role.CITY_ADMIN}
_LIVE = (IdentityState.ACTIVE, IdentityState.PENDING)


def unbindings_to_confirm(actor: Actor, place: Place) -> Iterable[Task]:
    """One task for each phone that waits for this identity. One query, none for roles that confirm nothing."""
    if actor.grant is None or not holds(actor.grant, UNBIND_CONFIRM, place) or actor.grant.role is Role.SUPPORT:
        return
    rows = _waiting_for(actor, place, timezone.now())
    for school_id, account_id, asked_at in rows.order_by("asked_at")[:MOST].values_list(
        "school_id", "account_id", "asked_at"
    ):
        where = {"school_id": school_id, "account_id": account_id}
        yield Task(
            title="解绑手机号等您确认",
            detail="当面核对过本人或家长再确认；没有第二人确认就不会解绑",
            address=reverse("accounts:person_unbind_confirm", kwargs=where),
            count=1,
            since=asked_at,
        )


def unconfirmed() -> Any:
    """Unbindings of phones that lack their second person."""
    rows = WaitingChange.objects.everywhere("limited to the people of a place, or to one account")
    return rows.filter(
        kind=WaitingKind.UNBIND_PHONE, state=WaitingState.WAITING, needs_second=True, second_at__isnull=True
    )


def _waiting_for(actor: Actor, place: Place, now: datetime) -> Any:
    grant = actor.grant
    at_schools = _identities("account_id").filter(organization__kind=Kind.SCHOOL)
    if grant is not None and grant.role in REGION_ROLES:
        at_schools = at_schools.filter(organization__path__startswith=place.path)
    elif grant is not None and grant.role is Role.HOMEROOM:
        at_schools = at_schools.filter(role=Role.STUDENT, school_class_id=grant.school_class_id)
    else:
        at_schools = at_schools.filter(organization_id=place.organization_id)
    rows = unconfirmed().exclude(asked_by=actor.account_id).exclude(account_id=actor.account)
    rows = rows.annotate(school_id=Subquery(at_schools.order_by("since", "id").values("organization_id")[:1]))
    return rows.filter(_turn(grant.role if grant else Role.TEACHER, now), school_id__isnull=False)


def _turn(role: Role, now: datetime) -> Q:
    """Whose account it is and who asked decide whether it is this role's turn."""
    runs_a_place = Q(Exists(_identities("account_id").filter(role__in=[one.value for one in ADMINISTRATOR_ROLES])))
    if role not in REGION_ROLES:
        return ~runs_a_place
    if role in _BELOW:
        return Q(asked_as=_BELOW[role].value)
    admins = Identity.objects.everywhere("whether the school has another administrator").filter(
        role=Role.SCHOOL_ADMIN, state=IdentityState.ACTIVE
    )
    own = admins.filter(account_id=OuterRef(OuterRef("asked_by")))
    beside = admins.filter(organization_id__in=own.values("organization_id")).exclude(account_id=OuterRef("asked_by"))
    alone = ~Q(Exists(beside))
    return runs_a_place | alone | Q(asked_at__lte=now - PATIENCE)


def _identities(column: str) -> Any:
    rows = Identity.objects.everywhere("who somebody is decides who confirms")
    return rows.filter(account_id=OuterRef(column), state__in=_LIVE)


def seconds_of(change: WaitingChange) -> tuple[int | None, list[UUID]]:
    """The school of the person, and who may be the second one there: the homeroom teacher and other administrators;
    the county's administrators where the school has no other. Three queries at most."""
    here = Identity.objects.of_account(change.account_id).filter(state__in=_LIVE, organization__kind=Kind.SCHOOL)
    held = list(
        here.order_by("since", "id").values_list("organization_id", "organization__parent_id", "school_class_id")
    )
    if not held:
        return None, []
    school_id, county_id, _ = held[0]
    staff = Identity.objects.everywhere("who may confirm as the second person").filter(state=IdentityState.ACTIVE)
    admins = set(
        staff.filter(role=Role.SCHOOL_ADMIN, organization_id=school_id).values_list("account_id", flat=True)
    ) - {change.asked_by, change.account_id}
    if not admins:
        admins = set(
            staff.filter(role=Role.COUNTY_ADMIN, organization_id=county_id).values_list("account_id", flat=True)
        )
    classes = [class_id for _, _, class_id in held if class_id is not None]
    teachers = staff.filter(role=Role.HOMEROOM, school_class_id__in=classes).values_list("account_id", flat=True)
    return school_id, sorted({*admins, *teachers} - {change.asked_by, change.account_id})


declare_tasks(unbindings_to_confirm)
