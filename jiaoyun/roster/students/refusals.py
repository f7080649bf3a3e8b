"""What the student pages refuse beside the room's own refusals."""

from jiaoyun.plumbing.refusals import Remedy, declare

NONE_CHOSEN = declare(
    "roster.students.none_chosen",
    status=422,
    text="还没有选学生",
    cause="先在学生名单里勾选学生，或者勾选「选中全部」，再点要做的事。",
    remedies=(Remedy("回到学生名单", "roster:student_list", takes=("school_id",)),),
    takes=("school_id",),
)
NOBODY_NEEDS_SLIP = declare(
    "roster.students.no_slips",
    text="选中的学生都不需要首次登录条",
    cause="登录条只发给由本校导入时新建账号、还没有设置过密码的在读学生。已经有密码的学生直接用自己的密码登录。",
    remedies=(Remedy("回到学生名单", "roster:student_list", takes=("school_id",)),),
    takes=("school_id",),
)
