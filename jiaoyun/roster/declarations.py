"""Everything of this room that registers itself; imported once when the server starts."""

from jiaoyun.roster import asking, events, merging, navigation, notices, powers, refusals, sealed, tasks
from jiaoyun.roster.people import declarations as people
from jiaoyun.roster.registration import declarations as registration
from jiaoyun.roster.wishes import declarations as wishes

__all__ = [
    "asking",
    "events",
    "merging",
    "navigation",
    "notices",
    "people",
    "powers",
    "refusals",
    "registration",
    "sealed",
    "tasks",
    "wishes",
]
