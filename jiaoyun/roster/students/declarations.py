"""What the student side registers: powers, refusals, notices, and who is in the classes."""

from jiaoyun.roster.students import notices, occupants, powers, refusals

__all__ = ["notices", "occupants", "powers", "refusals"]
