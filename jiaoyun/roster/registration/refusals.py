"""What 学生注册 and 家长注册 refuse. Before name and number fit, one text for every cause (security.md, Decided 1)."""

from jiaoyun.accounts.powers import ACCOUNTS_PRINT_SLIPS
from jiaoyun.plumbing.refusals import Remedy, declare
from jiaoyun.roster.registration.powers import REGISTRATIONS_CONFIRM

_TICKET = Remedy("提交工单，请学校核对", "helpdesk:ticket_new", takes=("kind",), query=("refusal",))
_LOGIN = Remedy("去登录", "accounts:login")
_RECOVER = Remedy("找回密码", "accounts:recover")
_SCHOOL = Remedy("我的学校开通了吗", "organizations:find_school")
_CHILDREN = Remedy("登录后添加孩子", "roster:my_children")
_NOT_MINE = Remedy("这个账号不是我的", "helpdesk:ticket_new", takes=("kind",), query=("refusal",))
_CLAIMS = Remedy("看进展", "roster:register_student_claims")
_DESKTOP = Remedy("回到桌面", "portal:desktop")

NO_MATCH = declare(
    "roster.register.no_match",
    status=422,
    text="没有和学校的名册对上",
    cause="请对照证件核对姓名和号码。都没有错的话，可能学校还没有录入或写法不同：请学校打印首次登录条，或者提交工单。",
    fixer=ACCOUNTS_PRINT_SLIPS,
    remedies=(_TICKET, _SCHOOL),
    takes=("kind",),
)
TOO_MANY = declare(
    "roster.register.too_many",
    status=429,
    text="试得太多次了，先停一停",
    cause="为了保护学生，一天里核对名册的次数有限。请过 {minutes} 分钟再试，或者提交工单请学校核对。",
    remedies=(_TICKET,),
    takes=("kind", "minutes"),
)
HAS_PASSWORD = declare(
    "roster.register.has_password",
    text="这个账号已经设置过密码",
    cause="不用再注册，直接登录就可以。忘记密码可以找回，也可以请班主任重置。",
    remedies=(_RECOVER, _LOGIN, Remedy("请老师重置密码", "helpdesk:ticket_new", takes=("kind",), query=("refusal",))),
    takes=("kind",),
)
PHONE_TAKEN = declare(
    "roster.register.phone_taken",
    text="手机号已注册",
    cause="这个手机号绑定在{holder}的{roles}账号上。是您自己的账号，就用它登录，再到“我的孩子”里添加，不用另外注册。",
    remedies=(_CHILDREN, _RECOVER, _NOT_MINE),
    takes=("kind", "holder", "roles"),
)
PHONE_MOVABLE = declare(
    "roster.register.phone_movable",
    text="手机号已注册",
    cause="这个手机号绑定在{holder}的{roles}账号上。是孩子或别人的账号，可以把手机号移过来；是您自己的账号，就登录后添加孩子。",
    remedies=(_CHILDREN, _RECOVER, _NOT_MINE),
    takes=("kind", "holder", "roles"),
)
CHILD_TWICE = declare(
    "roster.guardian.already",
    text="这个孩子已经添加过了",
    cause="已经绑定，或者正在等学校确认，不用再添加一次。",
    remedies=(Remedy("看我的孩子", "roster:my_children"),),
)
CLAIM_NOT_OPEN = declare(
    "roster.claim.not_open",
    text="这份申请已经有结果了",
    cause="它现在的状态是“{state}”，这一步没有做。",
    remedies=(_CLAIMS,),
    takes=("state",),
)
CLAIM_REMINDED = declare(
    "roster.claim.reminded",
    text="今天已经提醒过了",
    cause="每天可以提醒一次，老师已经收到了。",
    remedies=(_CLAIMS,),
)
NOTHING_CHOSEN = declare(
    "roster.confirm.none_chosen",
    status=422,
    text="还没有勾选",
    cause="先勾选要处理的申请，再点通过或不通过。",
    remedies=(_DESKTOP,),
)
NO_REASON = declare(
    "roster.confirm.no_reason",
    status=422,
    text="不通过要写原因",
    cause="申请人会看到原因，改好以后可以再申请。",
    remedies=(_DESKTOP,),
)
DECIDED = declare(
    "roster.confirm.decided",
    text="已经有人处理过了",
    cause="您打开页面以后，这些申请已经由{who}处理，或者申请人已经撤回。您的这一次没有生效。",
    fixer=REGISTRATIONS_CONFIRM,
    remedies=(_DESKTOP,),
    takes=("who", "fixer_place"),
)
