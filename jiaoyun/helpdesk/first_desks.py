"""Where a ticket begins by whose account it is about: above an administrator, at the desk that froze it."""

from uuid import UUID

from jiaoyun.accounts.authority import identities_held
from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.helpdesk.kinds import FirstDesk
from jiaoyun.helpdesk.levels import LEVEL_OF_ROLE, ORDER, Level
from jiaoyun.helpdesk.persons import NOBODYS
from jiaoyun.plumbing.actor import ROLE_LABELS, Role

_ABOVE = {
    Role.SCHOOL_ADMIN: Level.COUNTY,
    Role.COUNTY_ADMIN: Level.CITY,
    Role.CITY_ADMIN: Level.PROVINCE,
    # Another administrator of the province: nobody stands above.
    Role.PROVINCE_ADMIN: Level.PROVINCE,
    Role.SUPPORT: Level.PROVINCE,
}


def above_administrator(otherwise: Level) -> FirstDesk:
    """The desk above an administrator, who has no colleague to go to; of anybody else the level given."""

    def desk(person_id: UUID | None) -> tuple[Level, int | None]:
        held = _levels_above(person_id)
        return max(held, key=ORDER.index, default=otherwise), None

    return desk


def _levels_above(person_id: UUID | None) -> list[Level]:
    whose = person_id or NOBODYS
    return [_ABOVE[held.role] for held in identities_held([whose]).get(whose, []) if held.role in _ABOVE]


def who_froze(person_id: UUID | None) -> tuple[Level, int | None]:
    """The desk that froze the account (product.md L5); without one, where such tickets begin anyway."""
    account = Account.objects.of_account(person_id or NOBODYS).first()
    otherwise = above_administrator(Level.SCHOOL)(person_id)
    if account is None or account.state != AccountState.FROZEN or account.state_role not in ROLE_LABELS:
        return otherwise
    return LEVEL_OF_ROLE.get(Role(account.state_role), Level.SCHOOL), account.state_organization_id
