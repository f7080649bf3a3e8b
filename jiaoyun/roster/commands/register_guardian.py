"""家长注册: an account of one's own with a password of one's own; the child's is never touched (product.md R0)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import Account, IdentifierKind
from jiaoyun.accounts.proving import Proved, use
from jiaoyun.accounts.registration.moving import release_phone
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.roster.registration.events import GUARDIAN_REGISTERED
from jiaoyun.roster.registration.matching import Pupil
from jiaoyun.roster.registration.writing import bind_child
from jiaoyun.rules.names import check_name, name_key, sounds


@dataclass(frozen=True, slots=True)
class GuardianRegistered:
    """The new account and its request; `at_once`: the recorded phone confirmed it."""

    request_id: UUID
    account_id: UUID
    child_id: UUID
    school_id: int
    at_once: bool
    moved_phone_from: UUID | None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who registers. `account_name` may be empty; `password` is a hash. `repr` shows none."""

    name: str
    account_name: str
    password_hash: str
    relation: str

    def __repr__(self) -> str:
        return "Newcomer()"


@command(power=None, event=GUARDIAN_REGISTERED)
def register_guardian(
    *,
    actor: Actor,
    phone: Proved,
    newcomer: Newcomer,
    pupil: Pupil,
    move_phone_from: UUID | None = None,
    now: datetime,
) -> GuardianRegistered:
    """Make the account of somebody who proved this phone, as the guardian of this pupil.

    `move_phone_from`: the account whose phone it was, where the person asked to move it (R4); its sessions end.
    Refuses accounts.code.used, accounts.identifier.taken where phone or account name was bound meanwhile; raises
    rules.faults.Fault and NotThisKindError for what is no name.
    """
    use(phone, now=now)
    name = check_name(newcomer.name)
    account = Account(name=name, name_key=name_key(name), created_at=now, password_at=now)
    account.sort_key, account.name_pinyin, account.name_initials = sounds(name)
    account.password = newcomer.password_hash
    account.save(force_insert=True)
    if move_phone_from is not None:
        release_phone(move_phone_from, phone, now=now)
    bind(account.id, IdentifierKind.PHONE, phone.number, now=now)
    if newcomer.account_name:
        bind(account.id, IdentifierKind.ACCOUNT_NAME, newcomer.account_name, now=now)
    row = bind_child(account.id, pupil, newcomer.relation, now=now)
    return GuardianRegistered(row.id, account.id, pupil.account_id, pupil.school_id, pupil.by_contact, move_phone_from)
