"""What is recorded of recoveries."""

from jiaoyun.plumbing.events import declare

PASSWORD_RECOVERED = declare(
    "accounts.password_recovered",
    "用验证码找回了密码",
    subject=("account", "account_id"),
    fields=("channel", "cancelled"),
)
