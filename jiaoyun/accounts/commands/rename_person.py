"""改姓名: only the school changes a name, and the reason is kept (product.md I1)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.models import NameChange
from jiaoyun.accounts.people.access import access_person
from jiaoyun.accounts.people.events import PERSON_RENAMED
from jiaoyun.accounts.people.powers import PERSON_RENAME
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.names import check_name, initials, name_key, pinyin, sort_key

LONGEST_REASON = 300


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
    new = check_name(name)
    if not reason.strip():
        raise Refused("accounts.person.reason_missing")
    if new == account.name:
        raise Refused("accounts.rename.same")
    change = NameChange(account=account, organization_id=place.organization_id, old_name=account.name, new_name=new)
    change.reason, change.by, change.at = reason.strip()[:LONGEST_REASON], actor.account, now
    change.save(force_insert=True)
    account.name, account.name_key, account.sort_key = new, name_key(new), sort_key(new)
    account.name_pinyin, account.name_initials = pinyin(new), initials(new)
    account.version += 1
    account.save(update_fields=["name", "name_key", "sort_key", "name_pinyin", "name_initials", "version"])
    return PersonRenamed(account.id, change.id)
