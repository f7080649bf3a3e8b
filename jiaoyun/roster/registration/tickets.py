"""The ticket of whoever is not found on the roll: the school looks, and answers or corrects the roll."""

from jiaoyun.helpdesk.kinds import Ask, Kind, Way, declare_kind
from jiaoyun.helpdesk.levels import Level
from jiaoyun.roster.registration.tries import TICKET

declare_kind(
    Kind(
        TICKET,
        "注册时和学校名册对不上",
        Level.SCHOOL,
        "学生或家长注册时，姓名和学籍号（或身份证件号）没有对上。",
        asks=(
            Ask("name", label="学生姓名"),
            Ask("account", label="学籍号或身份证件号"),
            Ask("school"),
            Ask("county"),
        ),
        ways=(Way("再注册一次", "accounts:register"),),
        help_entry="tickets",
        finds_person=True,
    )
)
