"""Writing another name of an account: the old one is kept with the reason, search keys and order follow."""

from datetime import datetime

from jiaoyun.accounts.models import Account, NameChange
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.names import check_name, initials, name_key, pinyin, sort_key

LONGEST_REASON = 300


def write_name(
    account: Account, name: str, reason: str, *, actor: Actor, organization_id: int, now: datetime
) -> NameChange:
    """Write the name of a locked account inside the caller's command, behind its gate; the row that keeps the old one.

    Refuses accounts.person.reason_missing and accounts.rename.same; raises rules.faults.Fault for a text that is no
    name.
    """
    new = check_name(name)
    if not reason.strip():
        raise Refused("accounts.person.reason_missing")
    if new == account.name:
        raise Refused("accounts.rename.same")
    change = NameChange(account=account, organization_id=organization_id, old_name=account.name, new_name=new)
    change.reason, change.by, change.at = reason.strip()[:LONGEST_REASON], actor.account, now
    change.save(force_insert=True)
    account.name, account.name_key, account.sort_key = new, name_key(new), sort_key(new)
    account.name_pinyin, account.name_initials = pinyin(new), initials(new)
    account.version += 1
    account.save(update_fields=["name", "name_key", "sort_key", "name_pinyin", "name_initials", "version"])
    return change
