"""What the pupils' side of 重置密码 and the like registers."""

from jiaoyun.roster.people import belonging, notices

__all__ = ["belonging", "notices"]
