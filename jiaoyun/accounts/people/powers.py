"""What a school may do for the accounts of its people. Who belongs to it and stands below: accounts/authority.py."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Reach, declare

_REGIONS = (
    (Role.COUNTY_ADMIN, Reach.REGION),
    (Role.CITY_ADMIN, Reach.REGION),
    (Role.PROVINCE_ADMIN, Reach.REGION),
)

PASSWORD_RESET = declare(
    "accounts.password_reset",
    "重置密码",
    (Role.HOMEROOM, Reach.OWN_CLASS),
    (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL),
)
ADMINISTRATORS_SEE = declare("accounts.administrators_see", "查看下级管理员", *_REGIONS)
# Of administrators only, by the level above: the only one of a school may have neither phone nor mailbox.
ADMINISTRATOR_RESET = declare("accounts.administrator_reset", "重置下级管理员的密码", *_REGIONS)
# Regions too: the only administrator of a school may be the one whose account was stolen.
ACCOUNT_FREEZE = declare("accounts.freeze", "冻结账号", (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL), *_REGIONS)
# Thawing climbs by the tree: the level that froze it, or one above, decides (product.md L5).
ACCOUNT_THAW = declare(
    "accounts.thaw",
    "解冻账号",
    (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL),
    *_REGIONS,
    (Role.SUPPORT, Reach.CASE),
)
PERSON_RENAME = declare("accounts.rename", "改姓名", (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL))
ADMINISTRATOR_RENAME = declare("accounts.administrator_rename", "改下级管理员的姓名", *_REGIONS)
PHONE_UNBIND = declare(
    "accounts.phone_unbind",
    "解绑手机号",
    (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL),
    *_REGIONS,
    (Role.SUPPORT, Reach.CASE),
)
# The second person may be the homeroom teacher, who knows the child, or a level above: many schools have one
# administrator only.
UNBIND_CONFIRM = declare(
    "accounts.unbind_confirm",
    "作为第二人确认解绑",
    (Role.HOMEROOM, Reach.OWN_CLASS),
    (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL),
    *_REGIONS,
    (Role.SUPPORT, Reach.CASE),
)
