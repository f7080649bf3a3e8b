"""Restoring a deleted account (product.md R1, L3): one person where the house itself found the proof, else two."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.helpdesk.events import ACCOUNT_RESTORED
from jiaoyun.helpdesk.powers import ACCOUNT_RESTORE
from jiaoyun.helpdesk.restoring import give_back_identities, is_proved
from jiaoyun.helpdesk.two_people import TwoPeopleCure, access_cure, confirm_proposal, power_gate
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class AccountRestored:
    """What was restored; `alone`: by one person, because phone, name and document were proved."""

    account_id: UUID
    ticket_id: UUID
    alone: bool
    identities: int


@command(power=ACCOUNT_RESTORE, event=ACCOUNT_RESTORED)
def restore_account(*, actor: Actor, now: datetime) -> AccountRestored:
    """Restore the account of the ticket in hand: usable again, with the identities that ended with it.

    Refuses helpdesk.cure.second_needed where the proof is not whole and no other person has proposed it,
    helpdesk.restore.not_deleted, helpdesk.cure.nobody_found, .beyond, and what access_ticket refuses.
    """
    ticket, persons = access_cure(actor, TwoPeopleCure.RESTORE)
    power_gate(actor, TwoPeopleCure.RESTORE, persons)
    account: Account = persons.account
    if account.state != AccountState.DELETED:
        raise Refused("helpdesk.restore.not_deleted", state=AccountState(account.state).label)
    alone = is_proved(ticket, account)
    if not alone:
        confirm_proposal(ticket, TwoPeopleCure.RESTORE, persons, actor=actor, now=now)
    identities = give_back_identities(account)
    account.state, account.state_reason, account.state_role = AccountState.ACTIVE, "", ""
    account.state_by, account.state_organization_id, account.state_at = None, None, now
    account.session_epoch += 1
    account.version += 1
    account.save()
    return AccountRestored(account.pk, ticket.pk, alone, identities)
