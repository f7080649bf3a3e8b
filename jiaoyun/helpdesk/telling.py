"""Who is told of a ticket's change, and how: the asker by a notice, a visitor by SMS, the clerk of an answer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from jiaoyun.helpdesk.kinds import kind_of
from jiaoyun.helpdesk.models import Ticket, TicketEvent, What
from jiaoyun.helpdesk.notices import REPLIED, TICKET_CHANGED, TICKET_MESSAGE, TICKET_NEWS
from jiaoyun.helpdesk.opening import PHONE_SEAL
from jiaoyun.notices.tell import tell_account
from jiaoyun.plumbing.models import MessageChannel
from jiaoyun.plumbing.sealing import unseal
from jiaoyun.plumbing.sending.outbox import enqueue_message

#: What an asker gets a message of: what asks for something, and how it ended.
_BY_MESSAGE = {What.ASKED, What.BEGUN, What.CURED, What.ANSWERED, What.SILENT}
_ASKERS_OWN = {What.REPLIED, What.SOLVED, What.REOPENED}


def tell(event_id: UUID, now: datetime) -> str:
    """Tell whoever is concerned of one event, once; returns how (notice, message, clerk, nobody)."""
    with transaction.atomic():
        rows = TicketEvent.objects.everywhere("the event that a job names").filter(pk=event_id, told_at__isnull=True)
        if not rows.update(told_at=now):
            return "nobody"
        event = TicketEvent.objects.everywhere("the event that a job names").select_related("ticket").get(pk=event_id)
        return _told(event.ticket, What(event.what), now)


def _told(ticket: Ticket, what: What, now: datetime) -> str:
    if what is What.RAISED:
        # The desk has it under 待办; by the time it is told somebody may have taken it, and has read it then.
        return "nobody"
    label = kind_of(ticket.kind).label
    if what in _ASKERS_OWN:
        if ticket.handler_id is None or what is What.SOLVED:
            return "nobody"
        tell_account(ticket.handler_id, REPLIED, now=now, number=ticket.number, kind=label, ticket_id=str(ticket.pk))
        return "clerk"
    if ticket.asker_id is not None:
        kind = TICKET_NEWS if what in _BY_MESSAGE else TICKET_CHANGED
        tell_account(ticket.asker_id, kind, now=now, kind=label, what=what.label, ticket_id=str(ticket.pk))
        return "notice"
    if what not in _BY_MESSAGE or ticket.phone_sealed is None:
        return "nobody"
    number = unseal(PHONE_SEAL, ticket.pk, bytes(ticket.phone_sealed))
    values = {"number": ticket.number, "what": what.label}
    enqueue_message(MessageChannel.PHONE, number, TICKET_MESSAGE, values, now=now, subject_id=ticket.pk)
    return "message"
