"""What wishes for another class register."""

from jiaoyun.roster.wishes import events, fact, notices, refusals

__all__ = ["events", "fact", "notices", "refusals"]
