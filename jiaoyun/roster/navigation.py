"""The applications of the roll on the desktop and their menus: 学校用户管理 for schools, 用户管理 for regions."""

from jiaoyun.organizations.frames import SCHOOL_USERS
from jiaoyun.organizations.powers import CLASSES_MANAGE
from jiaoyun.plumbing.navigation import Application, MenuItem, declare, declare_page
from jiaoyun.roster.own_powers import CHILDREN_OWN, CLASS_OWN
from jiaoyun.roster.powers import REQUESTS_SEE, ROSTER_IMPORT, STUDENTS_SEE
from jiaoyun.roster.registration.powers import REGISTRATIONS_CONFIRM
from jiaoyun.roster.students import declarations, powers

#: The keys of the two applications that this file adds to SCHOOL_USERS.
OWN_CLASS, REGION_USERS = "own_class", "region_users"

declare(
    Application(
        SCHOOL_USERS,
        "学校用户管理",
        icon="users",
        page="roster:student_list",
        power=STUDENTS_SEE,
        items=(
            MenuItem("学生名单", "roster:student_list", STUDENTS_SEE, order=20),
            MenuItem("家长与学生确认", "roster:confirmations", REGISTRATIONS_CONFIRM, sub=True, order=20),
            MenuItem("批量新增学生", "roster:import_start", ROSTER_IMPORT, sub=True, order=20),
            MenuItem("导入记录", "roster:import_history", ROSTER_IMPORT, sub=True, order=20),
            MenuItem("班级", "organizations:class_list", CLASSES_MANAGE, order=30),
        ),
    )
)
declare(
    Application(
        OWN_CLASS,
        "我的班级",
        icon="school",
        page="roster:own_class",
        power=powers.OWN_CLASS_OPEN,
        items=(
            MenuItem("本班学生", "roster:own_class", powers.OWN_CLASS_OPEN),
            MenuItem("家长与学生确认", "roster:own_confirmations", REGISTRATIONS_CONFIRM),
        ),
    )
)
declare_page("my_class", "我的班级", icon="school", page="roster:my_class", power=CLASS_OWN)
declare_page("my_children", "我的孩子", icon="users", page="roster:my_children", power=CHILDREN_OWN)
declare(
    Application(
        REGION_USERS,
        "用户管理",
        icon="address-book",
        page="roster:request_list",
        power=REQUESTS_SEE,
        items=(MenuItem("学校求助", "roster:request_list", REQUESTS_SEE),),
    )
)

__all__ = ["OWN_CLASS", "REGION_USERS", "declarations"]
