"""What can be refused about classes, and the cures."""

from jiaoyun.organizations.powers import TENANT_ADD
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.refusals import Remedy, declare

_LIST = Remedy("回到班级", "organizations:class_list", takes=("school_id",))
_ADD = Remedy("重新填写", "organizations:class_add", takes=("school_id",))

STAGE_MISSING = declare(
    "organizations.stage.missing",
    text="本校的学制里没有这个学段",
    cause="{place}现在的学制是：{stages}。新增班级只能选学制里有的学段和年级；学制由区县管理员在“用户管理—学校维护”里修改。",
    fixer=Role.COUNTY_ADMIN,
    remedies=(Remedy("看本校学制和找谁修改", "organizations:stages", takes=("school_id",)), _ADD),
    takes=("school_id", "place", "stages", "fixer_place"),
)
GRADE_RANGE = declare(
    "organizations.class.grade_range",
    text="这个年级现在没有",
    cause="{entry_year}年入学的{stage}学生在{school_year}学年不在任何一个年级里。",
    remedies=(_ADD, _LIST),
    takes=("school_id", "entry_year", "stage", "school_year"),
)
CLASS_EXISTS = declare(
    "organizations.class.exists",
    text="这些班已经有了",
    cause="{names}已经在班级列表里，不会重复新增。这次一个班也没有加。",
    remedies=(_ADD, _LIST),
    takes=("school_id", "names"),
)
NOT_EMPTY = declare(
    "organizations.class.not_empty",
    text="班里还有人，不能撤销",
    cause="{name}还有{who_is_in}。先把他们调到别的班，再撤销这个班。",
    remedies=(Remedy("看这个班", "organizations:class_show", takes=("school_id", "class_id")), _LIST),
    takes=("school_id", "class_id", "name", "who_is_in"),
)
NOT_OPEN = declare(
    "organizations.class.not_open",
    text="这个班已经不在办了",
    cause="这个班的状态是{state}，没有改动。",
    remedies=(_LIST,),
    takes=("school_id", "state"),
)
TENANT_EXISTS = declare(
    "organizations.tenant.exists",
    text="这所学校已经开通了",
    cause="{place}已经在平台的租户里。请在工单里告诉提交人它的全称，并答复办结。",
    fixer=TENANT_ADD,
    remedies=(Remedy("看看谁能做什么", "portal:who_may"),),
    takes=("place",),
)
TENANT_CODE = declare(
    "organizations.tenant.code_taken",
    status=422,
    text="这个学校标识码已经用在另一所学校上",
    cause="它现在是{place}的标识码。请核对后再填，或者先不填。",
    fixer=TENANT_ADD,
    remedies=(Remedy("看看谁能做什么", "portal:who_may"),),
    takes=("place",),
)
