"""What is recorded of outside logins."""

from jiaoyun.plumbing.events import declare

OUTSIDE_BOUND = declare(
    "accounts.outside_bound", "绑定了外部账号", subject=("account", "account_id"), fields=("identifier_id",)
)
OUTSIDE_UNBOUND = declare(
    "accounts.outside_unbound", "解绑了外部账号", subject=("account", "account_id"), fields=("identifier_id",)
)
