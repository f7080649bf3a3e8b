"""What is recorded about notices."""

from jiaoyun.plumbing.events import declare

NOTICES_READ = declare("notices.read", "把消息标为已读", subject=("account", "account_id"), fields=("count",))
SETTINGS_CHANGED = declare(
    "notices.settings_changed",
    "修改了消息提醒的设置",
    subject=("account", "account_id"),
    fields=("by_phone", "by_email"),
)
NOT_ME = declare(
    "notices.not_me",
    "收到提醒的人说不是本人操作，所有登录已退出",
    subject=("account", "account_id"),
    fields=("notice_id", "sessions", "cancelled"),
)
