"""Sending a registration off: counted, hashed once, matched with the same statements, then done or refused alike."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jiaoyun.accounts.hashers import hash_password
from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.accounts.password_rules import PersonFacts
from jiaoyun.accounts.person_facts import refuse_weak
from jiaoyun.accounts.proving import Proved
from jiaoyun.accounts.registration.clashes import may_give_phone
from jiaoyun.accounts.registration.facts import Holder, look_up
from jiaoyun.accounts.registration.telling import whose
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.add_child import ChildAdded, add_child
from jiaoyun.roster.commands.register_guardian import GuardianRegistered, Newcomer, register_guardian
from jiaoyun.roster.commands.register_student import RESET_TICKET, claim_student, register_student
from jiaoyun.roster.registration.matching import find_pupil
from jiaoyun.roster.registration.tries import TICKET, count_try

PHONE_TICKET = "unbind_phone"


@dataclass(frozen=True, slots=True)
class PupilAsks:
    """What a pupil typed, every field well formed. `repr` shows none."""

    name: str
    number: str
    password: str

    def __repr__(self) -> str:
        return "PupilAsks()"


@dataclass(frozen=True, slots=True)
class GuardianAsks:
    """What a guardian typed, every field well formed. `repr` shows none."""

    name: str
    child_name: str
    number: str
    relation: str
    account_name: str
    password: str

    def __repr__(self) -> str:
        return "GuardianAsks()"


def submit_student(actor: Actor, phone: Proved, given: PupilAsks, *, network: str, now: datetime) -> bool:
    """Register a pupil: True where the password is set, False where the school must confirm first.

    One Argon2 run and the same look-ups whatever is found. Refuses roster.register.too_many, .no_match (name and
    number do not fit a pupil 在读), .has_password, accounts.password.weak, accounts.code.used.
    """
    count_try(phone.digest.hex(), network, now=now)
    hashed = hash_password(given.password)
    pupil = find_pupil(given.name, given.number, [phone.digest], now)
    if pupil is None:
        raise Refused("roster.register.no_match", kind=TICKET)
    if pupil.has_password:
        raise Refused("roster.register.has_password", kind=RESET_TICKET)
    common: dict[str, Any] = {"actor": actor, "phone": phone, "pupil": pupil, "now": now}
    if pupil.by_contact:
        register_student(password=given.password, password_hash=hashed, **common)
    else:
        claim_student(password=given.password, password_hash=hashed, **common)
    return pupil.by_contact


def submit_guardian(
    actor: Actor, phone: Proved, given: GuardianAsks, *, network: str, move_phone: bool = False, now: datetime
) -> GuardianRegistered:
    """Register a guardian; `at_once` of the result says whether the school must confirm first.

    One Argon2 run and the same look-ups whatever is found. The proved phone being taken is said first: it is the
    asker's own; `move_phone` takes it from an account that may give it away (R4). Refuses roster.register.too_many,
    .phone_taken, .phone_movable, .no_match, accounts.identifier.taken for the account name, accounts.password.weak,
    accounts.code.used.
    """
    count_try(phone.digest.hex(), network, now=now)
    hashed = hash_password(given.password)
    pupil = find_pupil(given.child_name, given.number, [phone.digest], now)
    facts = look_up(b"", phone.digest, _digest_of_name(given.account_name))
    _refuse_phone(facts.phone, move_phone)
    if pupil is None:
        raise Refused("roster.register.no_match", kind=TICKET)
    if facts.is_name_taken:
        raise Refused("accounts.identifier.taken", kind=IdentifierKind.ACCOUNT_NAME.label)
    # Only now is it known what others know of the child: birthday and school.
    refuse_weak(given.password, PersonFacts(given.child_name, pupil.birth_date, (), False, (pupil.school,)))
    newcomer = Newcomer(given.name, given.account_name, hashed, given.relation)
    former = facts.phone.account_id if facts.phone else None
    return register_guardian(actor=actor, phone=phone, newcomer=newcomer, pupil=pupil, move_phone_from=former, now=now)


def submit_child(actor: Actor, name: str, number: str, relation: str, *, network: str, now: datetime) -> ChildAdded:
    """Add a child to the account that is logged in; its bound phones confirm where the school recorded one of them.

    Refuses roster.register.too_many, .no_match, roster.guardian.already.
    """
    count_try(actor.account.hex, network, now=now)
    phones = Identifier.objects.of_account(actor.account).filter(kind=IdentifierKind.PHONE, released_at__isnull=True)
    pupil = find_pupil(name, number, [bytes(digest) for digest in phones.values_list("digest", flat=True)], now)
    if pupil is None:
        raise Refused("roster.register.no_match", kind=TICKET)
    return add_child(actor=actor, pupil=pupil, relation=relation, now=now)


def _refuse_phone(holder: Holder | None, move_phone: bool) -> None:
    """Refuse a phone that is on an account, unless that account may give it away and the person asked for it."""
    if holder is None:
        return
    if not may_give_phone(holder):
        raise Refused("roster.register.phone_taken", kind=PHONE_TICKET, **whose(holder))
    if not move_phone:
        raise Refused("roster.register.phone_movable", kind=PHONE_TICKET, **whose(holder))


def _digest_of_name(account_name: str) -> bytes:
    return digest_of(IdentifierKind.ACCOUNT_NAME, account_name) if account_name else b""
