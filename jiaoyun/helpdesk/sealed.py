"""The room's sealed columns, for the rotation of the sealing key."""

from jiaoyun.helpdesk.history import TEXT_SEAL
from jiaoyun.helpdesk.models import Ticket, TicketEvent
from jiaoyun.helpdesk.opening import PHONE_SEAL, TYPED_SEAL
from jiaoyun.plumbing.resealing import register_sealed

register_sealed(Ticket, "typed_sealed", TYPED_SEAL)
register_sealed(Ticket, "phone_sealed", PHONE_SEAL)
register_sealed(TicketEvent, "text_sealed", TEXT_SEAL)
