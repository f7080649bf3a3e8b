"""What is recorded about factors and about showing again who one is."""

from jiaoyun.plumbing.events import declare

_ACCOUNT = ("account", "account_id")

PROVED_AGAIN = declare("accounts.proved_again", "再次确认是本人操作", subject=_ACCOUNT, fields=("how",))
FACTOR_SHOWN = declare("accounts.factor_shown", "通过了二次验证", subject=_ACCOUNT, fields=("how",))
APP_BEGUN = declare("accounts.app_begun", "开始设置验证器 App", subject=_ACCOUNT, fields=("authenticator_id",))
APP_ADDED = declare("accounts.app_added", "设置了验证器 App", subject=_ACCOUNT, fields=("authenticator_id", "replaced"))
APP_REMOVED = declare("accounts.app_removed", "停用了验证器 App", subject=_ACCOUNT, fields=("authenticator_id",))
CODES_MADE = declare("accounts.recovery_codes_made", "换了一组恢复码", subject=_ACCOUNT, fields=("count",))
PASSKEY_ADDED = declare("accounts.passkey_added", "添加了通行密钥", subject=_ACCOUNT, fields=("passkey_id",))
PASSKEY_REMOVED = declare("accounts.passkey_removed", "删除了通行密钥", subject=_ACCOUNT, fields=("passkey_id",))
FACTOR_RESET = declare(
    "accounts.factor_reset", "重置了二次验证", subject=_ACCOUNT, fields=("apps", "passkeys", "codes")
)
SESSIONS_ENDED = declare("accounts.sessions_ended", "退出了别处的登录", subject=_ACCOUNT, fields=("count", "others"))
