"""What notices can refuse."""

from jiaoyun.plumbing.refusals import Remedy, declare

LINK_OVER = declare(
    "notices.link.over",
    status=410,
    text="这个链接已经失效",
    cause="链接 14 天内有效，也可能没有复制完整。如果账号不是您本人在操作，请马上重设密码，其他登录会同时退出。",
    remedies=(Remedy("去登录页", "accounts:login"), Remedy("看看怎么办", "portal:help")),
)
