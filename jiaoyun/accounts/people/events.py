"""What is recorded of the other party's hand: ids and counts. Reasons stay with the rows."""

from jiaoyun.plumbing.events import declare

PASSWORDS_RESET = declare(
    "accounts.passwords_reset",
    "重置了 {count} 人的密码",
    subject=("slip_run", "run"),
    fields=("run", "organization_id", "count", "custom"),
    each="account_ids",
)
ADMINISTRATOR_PASSWORD_RESET = declare(
    "accounts.administrator_reset",
    "重置了下级管理员的密码",
    subject=("account", "account_id"),
    fields=("account_id", "run"),
)
ACCOUNT_FROZEN = declare(
    "accounts.frozen", "冻结了账号", subject=("account", "account_id"), fields=("account_id", "organization_id")
)
ACCOUNT_THAWED = declare(
    "accounts.thawed", "解冻了账号", subject=("account", "account_id"), fields=("account_id", "organization_id")
)
PERSON_RENAMED = declare(
    "accounts.renamed", "更正了姓名", subject=("account", "account_id"), fields=("account_id", "change_id")
)
UNBINDING_ASKED = declare(
    "accounts.unbinding_asked",
    "申请解绑手机号",
    subject=("account", "account_id"),
    fields=("account_id", "change_id", "due_at"),
)
UNBINDING_CONFIRMED = declare(
    "accounts.unbinding_confirmed",
    "作为第二人确认解绑手机号",
    subject=("account", "account_id"),
    fields=("account_id", "change_id"),
)
