"""The room's tables. Other rooms import from here, never from the files below."""

from jiaoyun.helpdesk.models.case import Case
from jiaoyun.helpdesk.models.desk_tools import Presence, SavedAnswer, SelfHelp
from jiaoyun.helpdesk.models.help_entry import HelpEntry, HelpVersion
from jiaoyun.helpdesk.models.help_figures import HelpMiss, HelpTally
from jiaoyun.helpdesk.models.proposal import Proposal, ProposalState
from jiaoyun.helpdesk.models.ticket import ClosedWhy, Ticket, TicketState
from jiaoyun.helpdesk.models.ticket_event import TicketEvent, What
from jiaoyun.helpdesk.models.ticket_file import Medium, TicketFile

__all__ = [
    "Case",
    "ClosedWhy",
    "HelpEntry",
    "HelpMiss",
    "HelpTally",
    "HelpVersion",
    "Medium",
    "Presence",
    "Proposal",
    "ProposalState",
    "SavedAnswer",
    "SelfHelp",
    "Ticket",
    "TicketEvent",
    "TicketFile",
    "TicketState",
    "What",
]
