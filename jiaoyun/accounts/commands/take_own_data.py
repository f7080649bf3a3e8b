"""Taking home everything that is held about oneself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.personal.events import DATA_TAKEN
from jiaoyun.accounts.personal.own_data import pack, sections_of
from jiaoyun.accounts.waiting import refuse_while_waiting
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class OwnDataTaken:
    """The ZIP, and how much is in it. `repr` shows no content."""

    account_id: UUID
    content: bytes
    sections: int
    rows: int

    def __repr__(self) -> str:
        return f"OwnDataTaken({self.sections}, {self.rows})"


@command(power=None, event=DATA_TAKEN)
def take_own_data(*, actor: Actor, now: datetime) -> OwnDataTaken:
    """Pack the actor's own data; the page asked who is there shortly before.

    Refuses accounts.waiting.already: while somebody may be taking the account over nothing leaves it (security.md §7).
    """
    refuse_while_waiting(actor.account)
    parcel = pack(sections_of(actor.account), now=now)
    return OwnDataTaken(actor.account, parcel.content, parcel.sections, parcel.rows)
