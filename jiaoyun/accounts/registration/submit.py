"""Sending a registration off: counted, hashed once, looked up with the same statements, then told or done."""

import math
from dataclasses import dataclass
from datetime import datetime

from jiaoyun.accounts.commands.register_teacher import Registered, register_teacher
from jiaoyun.accounts.hashers import hash_password
from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.accounts.proving import Proved
from jiaoyun.accounts.registration.clashes import Clash, find_clash
from jiaoyun.accounts.registration.facts import Facts, look_up
from jiaoyun.accounts.registration.person import Described
from jiaoyun.accounts.registration.telling import CLASH_TICKET
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.throttle import Budget, spend
from jiaoyun.rules.names import name_key

#: Each try costs whoever guesses IDs a phone of their own.
PHONE_BUDGET = Budget("register.phone", 8, 24 * 3600)
#: A whole school may register in one afternoon behind one address.
ADDRESS_BUDGET = Budget("register.address", 600, 3600)
#: R3 may be said at once, but not to a machine that reads out all account names.
NAMES_BUDGET = Budget("register.names", 60, 3600)


@dataclass(frozen=True, slots=True)
class Submission:
    """A registration whose fields are all well formed; `repr` shows none."""

    phone: Proved
    person: Described
    account_name: str
    password: str
    school_id: int
    move_phone: bool = False

    def __repr__(self) -> str:
        return "Submission()"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of three: done, a clash to tell, or the account name is taken (R3)."""

    done: Registered | None = None
    clash: Clash | None = None
    is_name_taken: bool = False


def submit(actor: Actor, given: Submission, *, network: str, now: datetime) -> Outcome:
    """Register, or say what stands against it. One Argon2 run and the same look-ups whatever is found.

    Refuses accounts.register.too_many, accounts.code.used, accounts.request.no_tenant. Who was faster with one of the
    numbers is found by the look-up that follows the database's refusal.
    """
    count(PHONE_BUDGET, given.phone.digest.hex(), now)
    count(ADDRESS_BUDGET, network, now)
    hashed = hash_password(given.password)
    facts = facts_of(given.phone, given.person, given.account_name)
    outcome = _judged(facts, given)
    if outcome is not None:
        return outcome
    former = facts.phone.account_id if facts.phone else None
    try:
        done = register_teacher(
            actor=actor,
            phone=given.phone,
            person=given.person,
            account_name=given.account_name,
            password_hash=hashed,
            school_id=given.school_id,
            move_phone_from=former,
            now=now,
        )
    except Refused as refused:
        again = _judged(facts_of(given.phone, given.person, given.account_name), given)
        if refused.id != "accounts.identifier.taken" or again is None:
            raise
        return again
    return Outcome(done=done)


def facts_of(phone: Proved, person: Described, account_name: str) -> Facts:
    """What is on record for the numbers typed."""
    document = person.document
    return look_up(
        digest_of(IdentifierKind.DOCUMENT, document.number, document_kind=document.kind.value),
        phone.digest,
        digest_of(IdentifierKind.ACCOUNT_NAME, account_name),
    )


def count(budget: Budget, key: str, now: datetime) -> None:
    """Count one try. Refuses accounts.register.too_many."""
    spent = spend(budget, key, now=now)
    if not spent.allowed:
        minutes = max(1, math.ceil((spent.retry_at - now).total_seconds() / 60))
        raise Refused("accounts.register.too_many", kind=CLASH_TICKET, minutes=minutes)


def may_suggest(phone: Proved, now: datetime) -> bool:
    """Count one look at free account names; whether there may be one."""
    return spend(NAMES_BUDGET, phone.digest.hex(), now=now).allowed


def _judged(facts: Facts, given: Submission) -> Outcome | None:
    clash = find_clash(facts, name_key(given.person.name))
    if clash is not None and not (clash.movable and given.move_phone):
        return Outcome(clash=clash)
    return Outcome(is_name_taken=True) if facts.is_name_taken else None
