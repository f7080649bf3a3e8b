"""What opens a homeroom teacher's own class from the desktop."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Reach, declare

OWN_CLASS_OPEN = declare("roster.own_class_open", "打开本班学生名单", (Role.HOMEROOM, Reach.OWN_CLASS))
