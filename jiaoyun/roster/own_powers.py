"""What guardians and pupils find on their desktop. The pages themselves are about one's own matters only."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Reach, declare

CHILDREN_OWN = declare("roster.children_own", "查看自己的孩子", (Role.GUARDIAN, Reach.OWN_PLACE))
CLASS_OWN = declare("roster.class_own", "查看自己的班级，申请换班", (Role.STUDENT, Reach.OWN_PLACE))
