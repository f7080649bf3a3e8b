"""What is told about wishes for another class: to whoever decides, to the pupil, to the guardians."""

from jiaoyun.notices.kinds import Reach, declare_kind

ASKED_CLASS = declare_kind(
    "roster.wish_asked", "有学生申请换到您的班，等您确认。", "roster:class_confirmations", ("school_id", "class_id")
)
ASKED_SCHOOL = declare_kind(
    "roster.wish_asked_school", "有学生申请换班，等学校确认。", "roster:confirmations", ("school_id",)
)
APPROVED = declare_kind(
    "roster.wish_approved", "学校同意了换班，现在在{class_name}。", "roster:my_class", reach=Reach.ASK
)
REJECTED = declare_kind(
    "roster.wish_rejected", "学校没有同意换到{class_name}：{reason}", "roster:my_class", reach=Reach.LIST
)
CHILD_APPROVED = declare_kind(
    "roster.child_wish_approved",
    "学校同意了孩子换班，现在在{class_name}。",
    "roster:child_class",
    ("account_id",),
    reach=Reach.ASK,
)
CHILD_REJECTED = declare_kind(
    "roster.child_wish_rejected",
    "学校没有同意孩子换到{class_name}：{reason}",
    "roster:child_class",
    ("account_id",),
    reach=Reach.LIST,
)
