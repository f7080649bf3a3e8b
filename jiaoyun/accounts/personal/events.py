"""What is recorded of changes that a person makes about the own account, and of those that wait."""

from jiaoyun.plumbing.events import declare

_ACCOUNT = ("account", "account_id")

WAITING_BEGUN = declare(
    "accounts.waiting_begun",
    "申请的更改开始 48 小时等待",
    subject=_ACCOUNT,
    fields=("change_id", "kind", "needs_second"),
)
WAITING_CANCELLED = declare(
    "accounts.waiting_cancelled",
    "等待中的更改被取消",
    subject=_ACCOUNT,
    fields=("change_id", "kind", "why"),
)
WAITING_FINISHED = declare(
    "accounts.waiting_finished",
    "等待期满，更改已经生效或者作废",
    subject=_ACCOUNT,
    fields=("change_id", "kind", "why"),
)
NUMBER_BOUND = declare(
    "accounts.number_bound", "绑定了号码", subject=_ACCOUNT, fields=("kind", "identifier_id", "from_account")
)
NUMBER_TAKEN_OVER = declare(
    "accounts.number_taken_over", "号码的持有人把它绑到了自己的账号", subject=_ACCOUNT, fields=("kind", "identifier_id")
)
NUMBER_MOVED = declare(
    "accounts.number_moved", "更换了绑定的号码", subject=_ACCOUNT, fields=("kind", "old_id", "new_id", "from_account")
)
NUMBER_UNBOUND = declare("accounts.number_unbound", "解绑了号码", subject=_ACCOUNT, fields=("kind", "identifier_id"))
MOVE_ASKED = declare(
    "accounts.number_move_asked", "原号码收不到，申请更换号码", subject=_ACCOUNT, fields=("change_id", "kind")
)
NAME_SET = declare("accounts.account_name_set", "设置了账号名", subject=_ACCOUNT, fields=("identifier_id", "replaced"))
PASSWORD_CHANGED = declare("accounts.password_changed", "修改了密码", subject=_ACCOUNT)
DOCUMENT_CORRECTED = declare(
    "accounts.document_corrected",
    "本人更正了身份证件",
    subject=_ACCOUNT,
    fields=("change_id", "organization_id"),
)
DOCUMENT_REVERSED = declare(
    "accounts.document_reversed",
    "学校撤回了本人对身份证件的更正",
    subject=_ACCOUNT,
    fields=("change_id", "organization_id"),
)
IDENTITY_ENDED = declare(
    "accounts.identity_ended_by_owner", "本人结束了身份", subject=_ACCOUNT, fields=("identity_id", "organization_id")
)
DATA_TAKEN = declare("accounts.own_data_taken", "下载了自己的数据", subject=_ACCOUNT, fields=("sections", "rows"))
