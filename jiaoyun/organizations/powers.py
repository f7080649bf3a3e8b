"""What may be done with the classes of a school."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Reach, declare

CLASSES_SEE = declare(
    "organizations.classes_see",
    "查看班级",
    (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL),
    (Role.HOMEROOM, Reach.OWN_CLASS),
)
CLASSES_MANAGE = declare(
    "organizations.classes_manage",
    "新增和撤销班级",
    (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL),
)
TENANT_ADD = declare("organizations.tenant_add", "添加租户（开通学校）", (Role.SUPPORT, Reach.PLATFORM))
