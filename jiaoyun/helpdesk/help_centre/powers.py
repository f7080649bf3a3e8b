"""Who writes the help centre."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Reach, declare

HELP_EDIT = declare("helpdesk.help_edit", "编辑帮助中心", (Role.SUPPORT, Reach.PLATFORM))
