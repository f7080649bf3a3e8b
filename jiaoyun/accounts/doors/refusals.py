"""What the log-in doors can refuse. Texts in 「」 of the FAQ stand exactly as users know them (product.md L2–L6)."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.refusals import Remedy, declare

_LOGIN = Remedy("重新登录", "accounts:login")
_HELP = Remedy("登录遇到问题怎么办", "portal:help")
_RECOVER = Remedy("找回密码", "accounts:recover")
_REGISTER = Remedy("注册新用户", "accounts:register")

LOGIN_WRONG = declare(
    "accounts.login.wrong",
    status=422,
    text="账号或密码不对",
    cause="请核对后再试。学生用学籍号登录；第一次登录时，密码是学校发的首次登录条上的 10 个字符。",
    remedies=(
        _RECOVER,
        _REGISTER,
        Remedy("收不到短信？请老师或学校重置密码", "helpdesk:ticket_new", takes=("kind",), query=("refusal",)),
        _HELP,
    ),
    takes=("kind",),
)
LOGIN_TOO_MANY = declare(
    "accounts.login.too_many",
    status=429,
    text="账号被冻结",
    cause="半小时内输错了 6 次，为了安全先停一停。过 {minutes} 分钟会自己恢复；找回密码以后马上就能登录。",
    remedies=(_RECOVER, _LOGIN, _HELP),
    takes=("minutes",),
)
LOGIN_CROWDED = declare(
    "accounts.login.crowded",
    status=429,
    text="您所在的网络登录失败太多次了",
    cause="同一个网络 10 分钟内输错了很多次。请过 {minutes} 分钟再试，或者换一个网络。",
    remedies=(_LOGIN, _HELP),
    takes=("minutes",),
)
LOGIN_FROZEN = declare(
    "accounts.login.frozen",
    status=403,
    text="账号被冻结",
    cause="{since}起，管理员冻结了这个账号，资料都还在。密码没有问题，核实以后就能恢复。",
    remedies=(Remedy("提交解冻工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",)), _HELP),
    takes=("kind", "who", "since"),
)
LOGIN_DELETED = declare(
    "accounts.login.deleted",
    status=403,
    text="账号异常,请联系管理员",
    cause="这个账号{since}被删除了，还在回收站里，可以恢复。",
    fixer=Role.PROVINCE_ADMIN,
    remedies=(Remedy("提交恢复工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",)), _HELP),
    takes=("kind", "since"),
)
LOGIN_SCHOOL_MISSING = declare(
    "accounts.login.school_missing",
    status=403,
    text="用户所在学校不在平台的租户中",
    cause="{school}还没有在平台开通，或者已经停用。提交工单以后由平台核实开通，开通了会通知您。",
    fixer=Role.SUPPORT,
    remedies=(Remedy("提交开通学校的工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",)), _LOGIN, _HELP),
    takes=("kind", "school"),
)
LOGIN_ROLE_MISMATCH = declare(
    "accounts.login.role_mismatch",
    status=403,
    text="角色不匹配",
    cause="您选的是{role}，这个账号没有这个身份。可以用它已有的身份进入，不用再输密码；也可以注册{role}身份。",
    remedies=(_LOGIN,),
    takes=("role",),
)
LOGIN_OVER = declare(
    "accounts.login.over",
    text="登录要重新开始",
    cause="停留得太久，或者在别的窗口重新登录过。为了安全，请从登录页再来一次。",
    remedies=(_LOGIN,),
)
LOGIN_PHONE_UNKNOWN = declare(
    "accounts.login.phone_unknown",
    status=404,
    text="该手机号没有在平台注册",
    cause="手机号已经核实是您的，但没有绑定账号。有账号的，请用账号和密码登录，登录后一步就能绑定；没有账号的，请注册。",
    remedies=(Remedy("用账号密码登录后绑定", "accounts:login"), _REGISTER, _HELP),
)
LOGIN_PHONE_STALE = declare(
    "accounts.login.phone_stale",
    status=403,
    text="这个手机号很久没有用过了，不能只凭它登录",
    cause="绑定它的账号超过半年没有登录，号码可能已经换了主人。是您的账号，请用账号和密码登录；号码是新办的，请提交工单解绑。",
    remedies=(
        Remedy("用账号和密码登录", "accounts:login"),
        Remedy("号码是我新办的，提交解绑工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",)),
        _HELP,
    ),
    takes=("kind",),
)
LOGIN_SMS_DOWN = declare(
    "accounts.login.sms_down",
    text="短信暂时发不出去",
    cause="不是您的问题，您填写的内容都还在。可以改用密码登录；忘记密码、绑定过邮箱的，可以用邮箱找回。也可以过几分钟再点一次。",
    remedies=(Remedy("改用密码登录", "accounts:login"), Remedy("用邮箱找回密码", "accounts:recover"), _HELP),
)
PHONE_HAS_ONE = declare(
    "accounts.phone.has_one",
    text="您的账号已经绑定了手机号",
    cause="一个账号绑定一个手机号。要换成刚才核实的号码，请在个人中心更换。",
    remedies=(Remedy("到个人中心更换", "accounts:personal"),),
)
