"""The first province administrator and the first support clerk of a real installation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.events import INSTALLED
from jiaoyun.accounts.models import Account, FirstSecret, IdentifierKind, Identity, IdentityState
from jiaoyun.accounts.slips import Slip, slips_of, write_secrets
from jiaoyun.organizations.models import Kind, Organization
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.names import check_name, initials, name_key, pinyin, sort_key


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is to be made: the name and the account name to log in with."""

    name: str
    login: str


@dataclass(frozen=True, slots=True)
class Installed:
    """The two accounts at the province, and their slips, which are shown this once."""

    organization_id: int
    administrator_id: UUID
    support_id: UUID
    slips: tuple[Slip, ...]


@command(power=None, event=INSTALLED)
def install_administrators(*, actor: Actor, administrator: Newcomer, support: Newcomer, now: datetime) -> Installed:
    """Make both accounts with one-time slips; called by the management command `first_administrators` only.

    Refuses accounts.installation.exists where a province administrator is or was there, accounts.identifier.taken;
    raises NotThisKindError for a login that is no account name and rules.faults.Fault for a name that is none.
    """
    province = Organization.objects.everywhere("the root of the tree").get(kind=Kind.PROVINCE)
    administrators = Identity.objects.everywhere("the first of all").filter(role=Role.PROVINCE_ADMIN)
    if administrators.exists():
        raise Refused("accounts.installation.exists")
    made = [
        _make(newcomer, role, province.id, now)
        for newcomer, role in ((administrator, Role.PROVINCE_ADMIN), (support, Role.SUPPORT))
    ]
    run = uuid7()
    write_secrets(made, run=run, by=None, organization_id=province.id, now=now)
    secrets = FirstSecret.objects.within(province.place).filter(run=run).select_related("account")
    by_account = {secret.account_id: secret for secret in secrets}
    slips = slips_of(by_account[account_id] for account_id in made)
    return Installed(province.id, made[0], made[1], tuple(slips))


def _make(newcomer: Newcomer, role: Role, organization_id: int, now: datetime) -> UUID:
    name = check_name(newcomer.name)
    account = Account(name=name, name_key=name_key(name), sort_key=sort_key(name), created_at=now)
    account.name_pinyin, account.name_initials = pinyin(name), initials(name)
    account.save(force_insert=True)
    bind(account.id, IdentifierKind.ACCOUNT_NAME, newcomer.login, now=now)
    Identity(account=account, role=role, organization_id=organization_id, state=IdentityState.ACTIVE, since=now).save(
        force_insert=True
    )
    return account.id
