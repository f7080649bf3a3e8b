"""What the owner of an account is told of the school's hand, beside the security notices of the room notices."""

from jiaoyun.notices.alarm import declare_alarm

THAWED = declare_alarm("roster.account_thawed", "您的账号已经解冻，可以登录了。")
RENAMED = declare_alarm("roster.person_renamed", "学校更正了您账号的姓名。")
