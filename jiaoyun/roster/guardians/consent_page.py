"""The page of consents for one pupil: each use with its six items, whether it is agreed to, and who decides."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jiaoyun.accounts.consents.deciding import Decider, decider_of, in_force
from jiaoyun.accounts.consents.purposes import TEXTS, Purpose, PurposeText


@dataclass(frozen=True, slots=True)
class Use:
    """One use as the page shows it: its text, and whether it counts as agreed to today."""

    text: PurposeText
    agreed: bool


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """All uses; `decider` says whose turn it is: the guardian's, the pupil's own, or nobody's."""

    decider: Decider
    uses: tuple[Use, ...]

    @property
    def by_guardian(self) -> bool:
        """Whether a guardian decides."""
        return self.decider is Decider.GUARDIAN

    @property
    def by_self(self) -> bool:
        """Whether the pupil decides."""
        return self.decider is Decider.SELF


def consent_page(account_id: UUID, today: date) -> ConsentPage:
    """The page for an account. Three queries."""
    decider, given = decider_of(account_id, today), in_force(account_id)
    uses = []
    for purpose in Purpose:
        held = given.get(purpose)
        agreed = held is not None and held.by_self == (decider is Decider.SELF)
        uses.append(Use(TEXTS[purpose], agreed))
    return ConsentPage(decider, tuple(uses))
