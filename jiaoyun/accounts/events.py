"""What is recorded about accounts."""

from jiaoyun.plumbing.events import declare

LOGGED_IN = declare(
    "accounts.logged_in", "登录", subject=("account", "account_id"), fields=("identity_id", "how", "first_secret_id")
)
LOGGED_OUT = declare("accounts.logged_out", "退出登录", subject=("account", "account_id"))
PASSWORD_SET = declare(
    "accounts.first_password_set",
    "首次登录后设置了密码",
    subject=("account", "account_id"),
    fields=("first_secret_id",),
)
IDENTITY_SWITCHED = declare(
    "accounts.identity_switched",
    "切换身份",
    subject=("account", "account_id"),
    fields=("from_identity", "to_identity"),
)
SECRETS_ISSUED = declare(
    "accounts.first_secrets_issued",
    "生成首次登录条",
    subject=("slip_run", "run"),
    fields=("organization_id", "count", "skipped"),
)
SECRETS_SHOWN = declare(
    "accounts.first_secrets_shown", "打开首次登录条", subject=("slip_run", "run"), fields=("organization_id", "count")
)
ACCESS_REOPENED = declare(
    "accounts.access_reopened",
    "从服务器控制台重新发了登录条",
    subject=("account", "account_id"),
    fields=("account_id", "run", "factor"),
)
INSTALLED = declare(
    "accounts.first_administrators_made",
    "建立第一个省级管理员和技术支持账号",
    subject=("organization", "organization_id"),
    fields=("administrator_id", "support_id"),
)
