"""改姓名 of an administrator by the level above: a school often has no second one."""

from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.commands.rename_person import PersonRenamed
from jiaoyun.accounts.people.administrators import access_administrator
from jiaoyun.accounts.people.events import PERSON_RENAMED
from jiaoyun.accounts.people.powers import ADMINISTRATOR_RENAME
from jiaoyun.accounts.people.renaming import write_name
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@command(power=ADMINISTRATOR_RENAME, event=PERSON_RENAMED)
def rename_administrator(*, actor: Actor, account_id: UUID, name: str, reason: str, now: datetime) -> PersonRenamed:
    """Correct the name of an administrator below; what write_name refuses.

    Refuses accounts.rename.own for oneself; Http404 for whoever administers nothing below.
    """
    account, above = access_administrator(actor, account_id, ADMINISTRATOR_RENAME)
    if account_id == actor.account:
        raise Refused("accounts.rename.own")
    change = write_name(account, name, reason, actor=actor, organization_id=above.organization_id, now=now)
    return PersonRenamed(account.id, change.id)
