"""Who confirms that somebody is the guardian of a pupil, or the pupil (product.md R0)."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Reach, declare

REGISTRATIONS_CONFIRM = declare(
    "roster.registrations_confirm",
    "确认家长和学生的注册、换班申请",
    (Role.HOMEROOM, Reach.OWN_CLASS),
    (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL),
)
