"""What is said of an account's state, and only to whoever has proved that it is theirs (product.md L3, L5, L6)."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from jiaoyun.accounts.doors.tickets import PASSWORD, RESTORE, SCHOOL, THAW
from jiaoyun.accounts.models import Account, AccountState, Identity, IdentityState
from jiaoyun.organizations.models import State as TenantState
from jiaoyun.plumbing.actor import REGION_ROLES, Role
from jiaoyun.plumbing.refusals import Refused


def refuse_state(account_id: UUID) -> None:
    """Refuse an account that is not active: accounts.login.frozen (L5), .deleted (L3) and, for what is gone, .wrong."""
    account = Account.objects.of_account(account_id).select_related("state_organization").get()
    if account.state == AccountState.FROZEN:
        raise Refused(
            "accounts.login.frozen",
            kind=THAW,
            who=_who_froze(account),
            since=_day(account.state_at),
        )
    if account.state == AccountState.DELETED:
        raise Refused("accounts.login.deleted", kind=RESTORE, since=_day(account.state_at))
    raise Refused("accounts.login.wrong", kind=PASSWORD)


def refuse_closed_schools(account_id: UUID, now: datetime) -> None:
    """Refuse accounts.login.school_missing where there are identities, and none of their schools is open (L6).

    For an account without any identity in force; one statement.
    """
    live = Identity.objects.of_account(account_id).filter(state__in=(IdentityState.ACTIVE, IdentityState.PENDING))
    states = live.filter(Q(until__isnull=True) | Q(until__gt=now)).values_list(
        "organization__state", "organization__name"
    )
    found = list(states)
    if found and all(state != TenantState.OPEN for state, _ in found):
        raise Refused("accounts.login.school_missing", kind=SCHOOL, school=found[0][1])


def _who_froze(account: Account) -> str:
    """The level that froze it, as people call it: 余干县教育局的区县管理员."""
    if account.state_role not in set(Role):
        return Role.SUPPORT.label
    role = Role(account.state_role)
    place = account.state_organization
    if place is None or role not in REGION_ROLES | {Role.SCHOOL_ADMIN}:
        return role.label
    return f"{place.name}的{role.label}"


def _day(at: datetime | None) -> str:
    if at is None:
        return ""
    day = timezone.localdate(at)
    return f"{day.year}年{day.month}月{day.day}日"
