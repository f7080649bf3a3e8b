"""What this room adds to the menus of 学校用户管理 and 用户管理: 教师 first, with what waits in 转入审核."""

from jiaoyun.accounts.people.powers import ADMINISTRATORS_SEE
from jiaoyun.accounts.requests.climbed import climbed_pending
from jiaoyun.accounts.requests.powers import CLIMBED_REVIEW, REQUESTS_REVIEW, TEACHERS_SEE
from jiaoyun.accounts.requests.review import pending
from jiaoyun.organizations.frames import SCHOOL_USERS
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.navigation import MenuItem, add_items
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.prepared import Question

#: The application of regions; the roster declares it under this key.
REGION_USERS = "region_users"


def waiting_here(actor: Actor, place: Place) -> Question:
    """The badge of 转入审核."""
    return pending(place)


def waiting_below(actor: Actor, place: Place) -> Question:
    """The badge of 教师审核 of a region: schools without an administrator."""
    return climbed_pending(place)


add_items(
    SCHOOL_USERS,
    MenuItem("教师", "accounts:teacher_list", TEACHERS_SEE, order=10),
    MenuItem("转入审核", "accounts:teacher_review", REQUESTS_REVIEW, sub=True, order=10, badge=waiting_here),
)
add_items(
    REGION_USERS,
    MenuItem("教师审核", "accounts:climbed_review", CLIMBED_REVIEW, order=10, badge=waiting_below),
    MenuItem("下级管理员", "accounts:administrator_list", ADMINISTRATORS_SEE, order=20),
)
