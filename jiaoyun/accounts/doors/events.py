"""What is recorded of phones that are moved at the door."""

from jiaoyun.plumbing.events import declare

PHONE_RELEASED = declare(
    "accounts.phone_released_by_holder",
    "收到验证码的人说明账号不是自己的，手机号已从这个账号解绑",
    subject=("account", "account_id"),
    fields=("identifier_id",),
)
PHONE_BOUND = declare(
    "accounts.phone_bound_at_login",
    "登录后绑定了刚才核实的手机号",
    subject=("account", "account_id"),
    fields=("identifier_id",),
)
