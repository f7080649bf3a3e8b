"""What a registration can be refused for, in the words that users know (product.md R1, R2, R4, R5)."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.refusals import Remedy, declare

_AGAIN = Remedy("核对后重新填写", "accounts:register_teacher_details")
_LOGIN = Remedy("用短信验证码或密码登录", "accounts:login")
_LOGIN_ON = Remedy("登录那个账号，添加教师身份", "accounts:login", query=("next",))
_RECOVER = Remedy("忘记密码，找回密码", "accounts:recover")
_CLASH_TICKET = Remedy("都不行，提交工单请人核实", "helpdesk:ticket_new", takes=("kind",), query=("refusal",))
_RESTORE_TICKET = Remedy("提交恢复工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",))

UNCLEAR = declare(
    "accounts.register.unclear",
    text="这些信息没有核对通过",
    cause="为了保护个人信息，这里不能说明是哪一项。请核对姓名和证件号；确认没有写错，就提交工单，由人工核实。",
    remedies=(Remedy("提交身份核对工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",)), _AGAIN),
    fixer=Role.SUPPORT,
    takes=("kind",),
)
DELETED = declare(
    "accounts.register.deleted",
    text="该身份证号对应账号已删除,如有需要请联系省级管理员恢复",
    cause="原来的账号还在回收站里，资料都在，不用重新注册。提交恢复工单，由省级管理员恢复，恢复以后短信通知您。",
    remedies=(_RESTORE_TICKET, _AGAIN),
    fixer=Role.PROVINCE_ADMIN,
    takes=("kind",),
)
PENDING = declare(
    "accounts.register.pending",
    text="身份证号已注册",
    cause="这个身份证号{since}已经申请{place}的教师身份，还在等待审核，由{reviewer}审核。登录以后可以提醒、修改或撤回。",
    remedies=(_LOGIN, _RECOVER, _CLASH_TICKET),
    takes=("kind", "place", "since", "reviewer", "who"),
)
STAFF = declare(
    "accounts.register.staff",
    text="身份证号已注册",
    cause="您已经有教职工账号了，不用再注册。登录以后，在个人设置里能看到账号名、设置新密码；学校管理员也可以按身份证号帮您查到。",
    remedies=(_LOGIN, _RECOVER, _CLASH_TICKET),
    takes=("kind",),
)
FORMER = declare(
    "accounts.register.former",
    text="身份证号已注册",
    cause="这个身份证号在您以前的账号上。登录那个账号就能添加教师身份，不用另外注册；账号不是您的，就提交解绑工单。",
    remedies=(
        _LOGIN_ON,
        _RECOVER,
        Remedy("账号不是我的，提交解绑工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",)),
    ),
    takes=("kind", "next"),
)
PHONE = declare(
    "accounts.register.phone",
    text="手机号已注册",
    cause="这个手机号绑定在{holder}的{roles}账号上。是您自己的账号就直接登录；号码要用在新账号上，可以移过来或者提交工单。",
    remedies=(_LOGIN, _RECOVER, _CLASH_TICKET),
    takes=("kind", "holder", "roles"),
)
PHONE_PENDING = declare(
    "accounts.register.phone_pending",
    text="手机号已注册",
    cause="用这个手机号{since}已经申请{place}的教师身份，还在等待审核，由{reviewer}审核。当时填错了姓名或证件号，登录以后可以修改。",
    remedies=(_LOGIN, _RECOVER, _CLASH_TICKET),
    takes=("kind", "place", "since", "reviewer", "who"),
)
TOO_MANY = declare(
    "accounts.register.too_many",
    status=429,
    text="提交得太多次了，先停一停",
    cause="请核对填写的内容，过 {minutes} 分钟再试；着急的话可以提交工单，由人工核实。",
    remedies=(Remedy("提交身份核对工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",)), _AGAIN),
    takes=("kind", "minutes"),
)
