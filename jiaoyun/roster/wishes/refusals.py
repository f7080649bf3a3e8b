"""What asking for another class can refuse. Deciding refuses as every confirmation does (registration/refusals.py)."""

from jiaoyun.plumbing.refusals import Remedy, declare

_CLASS = Remedy("看我的班级", "roster:my_class")
_CHILDREN = Remedy("看我的孩子", "roster:my_children")

NOT_HERE = declare(
    "roster.wish.not_here",
    text="现在不在学校的名册上",
    cause="只有在读的学生可以申请换班。转学请先由新学校办理；名册有错请告诉学校管理员。",
    remedies=(_CLASS, _CHILDREN),
)
SAME_CLASS = declare(
    "roster.wish.same_class",
    status=422,
    text="选的就是现在的班级",
    cause="现在已经在这个班，不用申请。班级不对的话请选另一个班。",
    remedies=(_CLASS, _CHILDREN),
)
NONE_CHOSEN = declare(
    "roster.wish.none_chosen",
    status=422,
    text="还没有选班级",
    cause="请在列表里选一个本校的班级，再点提交。",
    remedies=(_CLASS, _CHILDREN),
)
ALREADY = declare(
    "roster.wish.already",
    text="已经申请过一次，正在等学校确认",
    cause="一次只能申请一个班。要换别的班，请先撤回原来的申请。",
    remedies=(_CLASS, _CHILDREN),
)
OVER = declare(
    "roster.wish.over",
    text="这份申请已经有结果了",
    cause="学校已经处理，或者已经撤回，不能再撤回一次。",
    remedies=(_CLASS, _CHILDREN),
)
