"""Tickets for what entries have no page for yet: what a county decides of a school, and what is being built."""

from jiaoyun.helpdesk.kinds import Kind, declare_kind
from jiaoyun.helpdesk.levels import Level

FOR_COUNTY = declare_kind(
    Kind(
        "for_county",
        "学校的事，请区县办",
        Level.COUNTY,
        "改学制、任命或更换学校管理员、学校改名或撤并。",
        help_entry="become-administrator",
        for_known=True,
    )
)
WISH = declare_kind(
    Kind(
        "wish",
        "还没有建好的功能，告诉平台",
        Level.SUPPORT,
        "缺教材、空间、统计、任课教师、删除和转出学生，或者别的还在建设的功能。",
        help_entry="textbook-missing",
    )
)
