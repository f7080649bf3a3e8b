"""学生注册: the first password of a pupil whom the school has enrolled (product.md R0).

At once where the proved phone is one that the school recorded for the pupil; else the password waits, hashed, until
the homeroom teacher or an administrator confirms.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.accounts.person_facts import facts_of, refuse_weak
from jiaoyun.accounts.proving import Proved, use
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sealing import seal
from jiaoyun.roster.models import StudentClaim
from jiaoyun.roster.registration.events import STUDENT_CLAIMED, STUDENT_REGISTERED
from jiaoyun.roster.registration.first_password import put_password
from jiaoyun.roster.registration.matching import Pupil
from jiaoyun.rules.masking import mask_phone

CLAIM_SEAL = "claim-phone"
RESET_TICKET = "password_reset"


@dataclass(frozen=True, slots=True)
class StudentRegistered:
    """Whose first password was set."""

    account_id: UUID
    school_id: int


@dataclass(frozen=True, slots=True)
class StudentClaimed:
    """The claim that waits."""

    claim_id: UUID
    account_id: UUID
    school_id: int


@command(power=None, event=STUDENT_REGISTERED)
def register_student(
    *, actor: Actor, phone: Proved, pupil: Pupil, password: str, password_hash: str, now: datetime
) -> StudentRegistered:
    """Set the pupil's first password. `pupil.by_contact` must hold: the caller found it by this very phone.

    Refuses accounts.code.used, roster.register.has_password, accounts.password.weak.
    """
    if not pupil.by_contact:
        raise PermissionError("a phone that the school did not record confirms nobody")
    use(phone, now=now)
    account = _still_open(pupil)
    refuse_weak(password, facts_of(account))
    put_password(account, password_hash, now=now)
    return StudentRegistered(account.id, pupil.school_id)


@command(power=None, event=STUDENT_CLAIMED)
def claim_student(
    *, actor: Actor, phone: Proved, pupil: Pupil, password: str, password_hash: str, now: datetime
) -> StudentClaimed:
    """Ask the school to confirm; the same phone asking again for the same pupil renews the password that waits.

    Refuses accounts.code.used, roster.register.has_password, accounts.password.weak.
    """
    use(phone, now=now)
    account = _still_open(pupil)
    refuse_weak(password, facts_of(account))
    key = uuid7()
    row = StudentClaim(id=key, school_id=pupil.school_id, account=account, phone_digest=phone.digest)
    row.phone_sealed, row.phone_hint = seal(CLAIM_SEAL, key, phone.number), mask_phone(phone.number)
    row.password, row.submitted_at = password_hash, now
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return _renewed(row)
    return StudentClaimed(row.id, account.id, pupil.school_id)


def _still_open(pupil: Pupil) -> Account:
    """The account, locked, while it has no password."""
    rows = Account.objects.of_account(pupil.account_id).filter(state=AccountState.ACTIVE)
    account: Account | None = rows.select_for_update().first()
    if account is None or account.password:
        raise Refused("roster.register.has_password", kind=RESET_TICKET)
    return account


def _renewed(row: StudentClaim) -> StudentClaimed:
    before = StudentClaim.objects.of_account(row.account_id).filter(
        school_id=row.school_id, phone_digest=row.phone_digest, state="pending"
    )
    before.update(password=row.password)
    return StudentClaimed(before.values_list("id", flat=True).get(), row.account_id, row.school_id)
