"""Unbinding a document: whose it is, and what goes with it when the 48 hours are over."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from jiaoyun.accounts.authority import identities_held, may_act_on
from jiaoyun.accounts.binding import SEAL_KIND, numbers_of, release
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind, WaitingChange, WaitingKind, WaitingState
from jiaoyun.helpdesk.access import access_ticket
from jiaoyun.helpdesk.two_people import place_of_person
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Power
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sealing import unseal

KINDS = ("unbind_document", "identity_clash")
_FORMAL = "G"


def access_holder(actor: Actor, power: Power) -> Account:
    """The locked account of the person of the ticket in hand, behind its gate.

    Refuses helpdesk.ticket.wrong_cure, helpdesk.cure.nobody_found, .beyond, and what access_ticket refuses.
    """
    if actor.ticket is None:
        raise Refused("helpdesk.ticket.wrong_cure")
    ticket = access_ticket(actor, actor.ticket)
    if ticket.kind not in KINDS:
        raise Refused("helpdesk.ticket.wrong_cure")
    if ticket.person_id is None:
        raise Refused("helpdesk.cure.nobody_found")
    admit(actor, power, place_of_person(ticket.person_id))
    if not may_act_on(actor, identities_held([ticket.person_id]).get(ticket.person_id, ())):
        raise Refused("helpdesk.cure.beyond")
    rows = Account.objects.of_account(ticket.person_id)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    found: Account = rows.get()
    return found


def release_formal_numbers(change_id: UUID, now: datetime) -> int:
    """Release the G number that holds a document which was unbound: it would name the person all the same (R5).

    For the job that follows a change that took effect; does nothing for any other change, and nothing twice.
    """
    rows = WaitingChange.objects.everywhere("a change that took effect, named by its job").filter(
        pk=change_id, kind=WaitingKind.UNBIND_DOCUMENT, state=WaitingState.DONE
    )
    change = rows.select_related("identifier").first()
    if change is None or change.identifier is None:
        return 0
    document = unseal(SEAL_KIND, change.identifier.pk, bytes(change.identifier.sealed))
    with transaction.atomic():
        bound = Identifier.objects.of_account(change.account_id).filter(
            kind=IdentifierKind.ROLL_NUMBER, released_at__isnull=True
        )
        holding = {held.number for held in numbers_of([change.account_id]) if held.number == f"{_FORMAL}{document}"}
        return release([row.pk for row in bound], why="unbind_document", now=now) if holding else 0
