"""注册教师账号: a new account with its password, a pending identity and the request for it (product.md R0)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import Account, IdentifierKind
from jiaoyun.accounts.proving import Proved, use
from jiaoyun.accounts.registration.moving import release_phone
from jiaoyun.accounts.registration.person import Described, put_on
from jiaoyun.accounts.requests.events import TEACHER_REGISTERED
from jiaoyun.accounts.requests.places import open_school
from jiaoyun.accounts.requests.writing import write_request
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class Registered:
    """The new account and the request that waits; `moved_phone_from`: the account that had the phone before."""

    account_id: UUID
    request_id: UUID
    organization_id: int
    moved_phone_from: UUID | None


@command(power=None, event=TEACHER_REGISTERED)
def register_teacher(
    *,
    actor: Actor,
    phone: Proved,
    person: Described,
    account_name: str,
    password_hash: str,
    school_id: int,
    move_phone_from: UUID | None,
    now: datetime,
) -> Registered:
    """Make the account of somebody who proved this phone; the school decides about the identity.

    `move_phone_from`: the account whose phone it was, where the person asked to move it (R4) and clashes.py allows it;
    its sessions end. Refuses accounts.code.used, accounts.request.no_tenant, accounts.identifier.taken where a number
    was bound meanwhile: the database decides who was first. Raises NotThisKindError for a name that is no account name.
    """
    use(phone, now=now)
    school = open_school(school_id)
    account = Account(created_at=now, password=password_hash, password_at=now)
    put_on(account, person)
    account.save(force_insert=True)
    document = person.document
    bind(account.id, IdentifierKind.DOCUMENT, document.number, now=now, document_kind=document.kind.value)
    if move_phone_from is not None:
        release_phone(move_phone_from, phone, now=now)
    bind(account.id, IdentifierKind.PHONE, phone.number, now=now)
    bind(account.id, IdentifierKind.ACCOUNT_NAME, account_name, now=now)
    request = write_request(account.id, Role.TEACHER, school.pk, now=now)
    return Registered(account.id, request.id, school.pk, move_phone_from)
