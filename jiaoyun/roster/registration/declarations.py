"""What registering pupils and guardians registers."""

from jiaoyun.roster.registration import events, notices, powers, refusals, tasks, tickets

__all__ = ["events", "notices", "powers", "refusals", "tasks", "tickets"]
