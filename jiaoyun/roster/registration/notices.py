"""What is told about registrations: to whoever confirms, and to whoever asked."""

from jiaoyun.notices.alarm import declare_alarm
from jiaoyun.notices.kinds import Reach, declare_kind
from jiaoyun.notices.models import Topic
from jiaoyun.plumbing.sending.messages import declare_message

ASKED_CLASS = declare_kind(
    "roster.confirmation_asked",
    "有家长或学生注册，等您确认。",
    "roster:class_confirmations",
    ("school_id", "class_id"),
    topic=Topic.REQUEST,
)
ASKED_SCHOOL = declare_kind(
    "roster.confirmation_asked_school",
    "有家长或学生注册，等学校确认。",
    "roster:confirmations",
    ("school_id",),
    topic=Topic.REQUEST,
)
REMINDED_CLASS = declare_kind(
    "roster.confirmation_reminded",
    "有家长或学生提醒您确认注册。",
    "roster:class_confirmations",
    ("school_id", "class_id"),
    topic=Topic.REQUEST,
)
REMINDED_SCHOOL = declare_kind(
    "roster.confirmation_reminded_school",
    "有家长或学生提醒学校确认注册。",
    "roster:confirmations",
    ("school_id",),
    topic=Topic.REQUEST,
)
APPROVED = declare_kind(
    "roster.guardian_approved",
    "{school}确认了您和孩子的绑定。",
    "roster:my_children",
    topic=Topic.REQUEST,
    reach=Reach.ASK,
    message="{school}确认了您和孩子的绑定，登录后在“我的孩子”里可以看到：{link}",
)
REJECTED = declare_kind(
    "roster.guardian_rejected",
    "{school}没有通过您的家长申请：{reason}。改好以后可以重新添加。",
    "roster:my_children",
    topic=Topic.REQUEST,
    reach=Reach.ASK,
    message="{school}没有通过您的家长申请，原因请登录后查看：{link}",
)
ENDED = declare_alarm("roster.guardian_ended", "学校解除了您和孩子的绑定。")
NEW_GUARDIAN = declare_alarm("roster.guardian_bound", "有一位家长绑定了您的账号，可以看到您的班级和公开的内容。")
FIRST_PASSWORD = declare_alarm("roster.first_password_set", "您的账号通过“学生注册”设置了登录密码。")
REGISTERED = declare_kind(
    "roster.student_registered",
    "班里有一名学生用家长手机完成了注册，设置了登录密码。不认识这次注册，请重置这名学生的密码。",
    "roster:class_students",
    ("school_id", "class_id"),
)
#: To the phone of a claim, which may be bound to no account.
CLAIM_APPROVED = declare_message(
    "roster.claim_approved",
    "{school}确认了学生注册，现在可以用学籍号和注册时设置的密码登录。",
    ("school",),
    subject="学生注册",
)
CLAIM_REJECTED = declare_message(
    "roster.claim_rejected",
    "{school}没有通过学生注册的申请。原因请在登录页点「注册新用户」「学生注册」，用这个手机号验证后查看；也可以请学校打印首次登录条。",
    ("school",),
    subject="学生注册",
)
