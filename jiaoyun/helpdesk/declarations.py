"""Everything the room registers when the server starts."""

from jiaoyun.helpdesk import curing, events, navigation, notices, own_kinds, powers, refusals, sealed, tasks
from jiaoyun.helpdesk.help_centre import declarations as help_centre

__all__ = [
    "curing",
    "events",
    "help_centre",
    "navigation",
    "notices",
    "own_kinds",
    "powers",
    "refusals",
    "sealed",
    "tasks",
]
