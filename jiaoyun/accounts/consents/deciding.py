"""Whether a use of somebody's information is agreed to, and by whom it must be (PIPL art. 31: under fourteen).

Under fourteen a guardian decides; from the fourteenth birthday on the pupil, and what a guardian gave before counts no
longer. Grown-ups who are no pupils act for themselves: what they put somewhere they agreed to.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef

from jiaoyun.accounts.consents.purposes import TEXTS, Purpose
from jiaoyun.accounts.models import Account, Consent, Identity, IdentityState
from jiaoyun.plumbing.actor import Role

CHILD_UNTIL = 14
ADULT_FROM = 18


class Decider(StrEnum):
    """Who must agree."""

    GUARDIAN = "guardian"
    SELF = "self"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Given:
    """A consent in force: of which version, by whom."""

    purpose: Purpose
    version: str
    given_by: UUID
    by_self: bool


def age_at(born: date, today: date) -> int:
    """Whole years; somebody born on 29 February grows older on 1 March of other years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def decider_for(born: date | None, is_pupil: bool, today: date) -> Decider:
    """Who must agree to optional uses. A pupil whose birth date nobody knows is treated as a child."""
    if born is None:
        return Decider.GUARDIAN if is_pupil else Decider.NOBODY
    age = age_at(born, today)
    if age < CHILD_UNTIL:
        return Decider.GUARDIAN
    return Decider.SELF if age < ADULT_FROM or is_pupil else Decider.NOBODY


def decider_of(account_id: UUID, today: date) -> Decider:
    """Who must agree for this account. One query; LookupError where there is no such account."""
    pupils = Identity.objects.everywhere("of the account asked for").filter(
        account_id=OuterRef("id"), role=Role.STUDENT, state=IdentityState.ACTIVE
    )
    rows = Account.objects.of_account(account_id).annotate(is_pupil=Exists(pupils))
    found = rows.values_list("birth_date", "is_pupil").first()
    if found is None:
        raise LookupError("nobody has this id")
    return decider_for(found[0], found[1], today)


def in_force(account_id: UUID) -> dict[Purpose, Given]:
    """The consents of an account that nobody withdrew, of the version that is valid now. One query."""
    rows = Consent.objects.of_account(account_id).filter(withdrawn_at__isnull=True)
    found = {}
    for purpose, version, by in rows.values_list("purpose", "version", "given_by_id"):
        if purpose in set(Purpose) and version == TEXTS[Purpose(purpose)].version:
            found[Purpose(purpose)] = Given(Purpose(purpose), version, by, by == account_id)
    return found


def allows(account_id: UUID, purpose: Purpose, today: date) -> bool:
    """Whether this use of this person's information is agreed to today. For every room that offers an optional use."""
    decider = decider_of(account_id, today)
    if decider is Decider.NOBODY:
        return True
    given = in_force(account_id).get(purpose)
    return given is not None and given.by_self == (decider is Decider.SELF)
