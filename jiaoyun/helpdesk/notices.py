"""The notices and messages that the help desk sends."""

from datetime import timedelta

from jiaoyun.notices.kinds import Reach, declare_kind
from jiaoyun.notices.models import Topic
from jiaoyun.plumbing.sending.messages import declare_message

_NEWS = "您的工单「{kind}」有新进展：{what}。"
#: What asks for something, and how it ended: by message too.
TICKET_NEWS = declare_kind(
    "helpdesk.ticket_news",
    _NEWS,
    "helpdesk:ticket_show",
    ("ticket_id",),
    topic=Topic.TICKET,
    reach=Reach.ASK,
    message="您的工单「{kind}」有新进展：{what}。查看：{link}",
)
#: The steps between.
TICKET_CHANGED = declare_kind(
    "helpdesk.ticket_changed", _NEWS, "helpdesk:ticket_show", ("ticket_id",), topic=Topic.TICKET
)
REPLIED = declare_kind(
    "helpdesk.ticket_replied",
    "您处理的工单 {number}（{kind}）有了新的补充。",
    "helpdesk:to_desk_ticket",
    ("ticket_id",),
    topic=Topic.TICKET,
)
SECOND_WANTED = declare_kind(
    "helpdesk.second_wanted",
    "工单 {number}（{about}）等第二个人核对以后确认。",
    "helpdesk:to_desk_ticket",
    ("ticket_id",),
)
TICKET_MESSAGE = declare_message(
    "helpdesk.ticket_changed",
    "您的工单 {number} 有新进展：{what}。请在登录页点「查询工单」，用这个手机号查看。",
    ("number", "what"),
    subject="工单有新进展",
    lasts=timedelta(days=3),
)
