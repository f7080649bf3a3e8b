"""What a registration clashes with, and how much of it may be said (product.md R1–R5, security.md Decided 1 and 9).

Called only after the phone was proved. What concerns the ID is said only where the typed name fits the one on record;
everything else about an ID that is taken is one and the same answer.
"""

from dataclasses import dataclass
from enum import StrEnum

from jiaoyun.accounts.models import AccountState
from jiaoyun.accounts.registration.facts import Facts, Holder
from jiaoyun.plumbing.actor import Role

#: Who holds nothing but these may give the phone away to whoever proves it by SMS (product.md R4, L4).
FAMILY_ROLES = frozenset({Role.STUDENT, Role.GUARDIAN})


class Kind(StrEnum):
    """The clashes, in the order in which they are told."""

    UNCLEAR = "unclear"
    DELETED = "deleted"
    PENDING = "pending"
    STAFF = "staff"
    FORMER = "former"
    PHONE = "phone"
    PHONE_PENDING = "phone_pending"


@dataclass(frozen=True, slots=True)
class Clash:
    """One clash. `holder`: whose number it is. `own_phone`: the proved phone is bound to that very account.

    `movable`: the phone may be moved to the new account.
    """

    kind: Kind
    holder: Holder
    own_phone: bool = False
    movable: bool = False

    def __repr__(self) -> str:
        return f"Clash({self.kind})"

    @property
    def can_act(self) -> bool:
        """Whether who proved the phone may act on that account at once: it is bound there, and the account not stopped.

        A phone that may be moved needs no more (a deleted guardian's, too).
        """
        return self.own_phone and (self.movable or self.holder.state is AccountState.ACTIVE)


def find_clash(facts: Facts, name_key: str) -> Clash | None:
    """The clash to tell, or None where the numbers are free. Pure.

    A document leads over a phone: whose ID is registered needs no second account, whatever the phone.
    """
    document, phone = facts.document, facts.phone
    if document is not None:
        kind = _kind_of(document) if document.name_key == name_key else Kind.UNCLEAR
        own_phone = kind is not Kind.UNCLEAR and phone is not None and phone.account_id == document.account_id
        return Clash(kind, document, own_phone)
    if phone is not None:
        kind = Kind.PHONE if phone.pending is None else Kind.PHONE_PENDING
        return Clash(kind, phone, own_phone=True, movable=may_give_phone(phone))
    return None


def _kind_of(holder: Holder) -> Kind:
    if holder.state is AccountState.DELETED:
        return Kind.DELETED
    if holder.pending is not None:
        return Kind.PENDING
    return Kind.STAFF if holder.roles - FAMILY_ROLES else Kind.FORMER


def may_give_phone(holder: Holder) -> bool:
    """Whether the account is a family's: never one of somebody who works here or waits to, nor one that was stopped."""
    is_family = holder.roles <= FAMILY_ROLES and holder.pending is None
    return is_family and holder.state in (AccountState.ACTIVE, AccountState.DELETED)
