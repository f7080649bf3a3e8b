"""The security notices about one's own account, each wanted by config/reactions.py for events of an account."""

from jiaoyun.notices.alarm import declare_alarm

PASSWORD_CHANGED = declare_alarm("notices.password_changed", "您的登录密码已经修改。")
PASSWORD_RECOVERED = declare_alarm("notices.password_recovered", "您的密码通过“找回密码”重新设置了，其他登录都已退出。")
PASSWORD_RESET = declare_alarm("notices.password_reset", "学校重置了您的登录密码，请用学校给您的新密码登录并修改。")
PASSWORD_RESET_ABOVE = declare_alarm(
    "notices.password_reset_above", "上级管理员重置了您的登录密码，请用给您的一次性密码登录并修改。"
)
PHONE_CHANGED = declare_alarm("notices.phone_changed", "您账号绑定的手机号有变动。")
EMAIL_CHANGED = declare_alarm("notices.email_changed", "您账号绑定的邮箱有变动。")
DOCUMENT_CHANGED = declare_alarm("notices.document_changed", "您账号的身份证件号码已经更正。")
NAME_CHANGED = declare_alarm("notices.name_changed", "您的账号名已经修改。")
OUTSIDE_CHANGED = declare_alarm("notices.outside_changed", "您账号绑定的终身学习账号有变动。")
FACTOR_CHANGED = declare_alarm("notices.factor_changed", "您账号的二次验证方式有变动。")
ACCOUNT_FROZEN = declare_alarm("notices.account_frozen", "您的账号被冻结，暂时不能登录。")
ACCOUNT_RESTORED = declare_alarm("notices.account_restored", "您已删除的账号恢复了，可以重新登录。")
ACCOUNTS_MERGED = declare_alarm("notices.accounts_merged", "您的两个账号合并成了一个，被并入的那个已经停用。")

ALARMS_OF_ACCOUNTS = (
    PASSWORD_CHANGED,
    PASSWORD_RECOVERED,
    PASSWORD_RESET,
    PASSWORD_RESET_ABOVE,
    PHONE_CHANGED,
    EMAIL_CHANGED,
    DOCUMENT_CHANGED,
    NAME_CHANGED,
    OUTSIDE_CHANGED,
    FACTOR_CHANGED,
    ACCOUNT_FROZEN,
    ACCOUNT_RESTORED,
    ACCOUNTS_MERGED,
)
