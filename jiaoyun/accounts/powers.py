"""What may be done with accounts, and by whom."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Reach, declare

ACCOUNTS_PRINT_SLIPS = declare("accounts.slips_print", "打印首次登录条", (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL))
