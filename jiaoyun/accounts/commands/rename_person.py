"""改姓名: only the school changes a name, and the reason is kept (product.md I1)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.people.access import access_person
from jiaoyun.accounts.people.events import PERSON_RENAMED
from jiaoyun.accounts.people.powers import PERSON_RENAME
from jiaoyun.accounts.people.renaming import write_name
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place


@dataclass(frozen=True, slots=True)
class PersonRenamed:
    """Whose name, and the row that keeps the old one with the reason."""

    account_id: UUID
    change_id: UUID


@command(power=PERSON_RENAME, event=PERSON_RENAMED)
def rename_person(
    *, actor: Actor, place: Place, account_id: UUID, name: str, reason: str, now: datetime
) -> PersonRenamed:
    """Correct the name of somebody of this place; search keys and order follow.

    Refuses accounts.person.reason_missing, accounts.rename.same, accounts.person.beyond; raises rules.faults.Fault for
    a text that is no name, Http404 for whoever does not belong to the place.
    """
    account = access_person(actor, place, account_id, PERSON_RENAME)
    change = write_name(account, name, reason, actor=actor, organization_id=place.organization_id, now=now)
    return PersonRenamed(account.id, change.id)
