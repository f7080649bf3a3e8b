"""Who sees a school's teachers, and who decides about those who ask to be one."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Reach, declare

TEACHERS_SEE = declare("accounts.teachers_see", "查看本校教师", (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL))
TEACHERS_REVEAL = declare("accounts.teachers_reveal", "查看教师的完整号码", (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL))
REQUESTS_REVIEW = declare("accounts.requests_review", "审核教师转入", (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL))
CLIMBED_REVIEW = declare("accounts.climbed_review", "审核没有管理员的学校的教师申请", (Role.COUNTY_ADMIN, Reach.REGION))
