"""What may be done with tickets, and by whom. Which desk decides a ticket now is its level (levels.py)."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Reach, declare

_REGIONS = (
    (Role.COUNTY_ADMIN, Reach.REGION),
    (Role.CITY_ADMIN, Reach.REGION),
    (Role.PROVINCE_ADMIN, Reach.REGION),
)

#: The desk of one's own level. A homeroom teacher opens the school's page and finds the own class's tickets there.
DESK_OPEN = declare(
    "helpdesk.desk_open",
    "打开服务台",
    (Role.HOMEROOM, Reach.OWN_SCHOOL),
    (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL),
    (Role.COUNTY_ADMIN, Reach.OWN_PLACE),
    (Role.CITY_ADMIN, Reach.OWN_PLACE),
    (Role.PROVINCE_ADMIN, Reach.OWN_PLACE),
    (Role.SUPPORT, Reach.OWN_PLACE),
)
TICKETS_HANDLE = declare(
    "helpdesk.tickets_handle",
    "处理工单",
    (Role.HOMEROOM, Reach.OWN_CLASS),
    (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL),
    *_REGIONS,
    (Role.SUPPORT, Reach.PLATFORM),
)
ACCOUNT_RESTORE = declare(
    "helpdesk.account_restore",
    "恢复已删除的账号",
    (Role.PROVINCE_ADMIN, Reach.REGION),
    (Role.SUPPORT, Reach.CASE),
)
ACCOUNTS_MERGE = declare(
    "helpdesk.accounts_merge",
    "合并同一个人的两个账号",
    (Role.PROVINCE_ADMIN, Reach.REGION),
    (Role.SUPPORT, Reach.CASE),
)
DOCUMENT_UNBIND = declare(
    "helpdesk.document_unbind",
    "解绑身份证件",
    (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL),
    *_REGIONS,
    (Role.SUPPORT, Reach.CASE),
)
TICKETS_OWN = declare(
    "helpdesk.tickets_own",
    "提交和查看自己的工单",
    *((role, Reach.PLATFORM) for role in Role),
)
FIGURES_SEE = declare(
    "helpdesk.figures_see",
    "查看工单统计",
    (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL),
    (Role.COUNTY_ADMIN, Reach.OWN_PLACE),
    (Role.CITY_ADMIN, Reach.OWN_PLACE),
    (Role.PROVINCE_ADMIN, Reach.OWN_PLACE),
    (Role.SUPPORT, Reach.OWN_PLACE),
)
