"""Who may take an administrator's lost factor away."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Reach, declare

FACTOR_RESET_POWER = declare(
    "accounts.factor_reset",
    "重置下级管理员的二次验证",
    (Role.COUNTY_ADMIN, Reach.REGION),
    (Role.CITY_ADMIN, Reach.REGION),
    (Role.PROVINCE_ADMIN, Reach.REGION),
)
