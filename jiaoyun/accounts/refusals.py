"""What accounts can refuse beside the doors of logging in (doors/refusals.py)."""

from jiaoyun.accounts.powers import ACCOUNTS_PRINT_SLIPS
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.refusals import Remedy, declare

_LOGIN = Remedy("重新登录", "accounts:login")
_HELP = Remedy("登录遇到问题怎么办", "portal:help")
_DESKTOP = Remedy("回到桌面", "portal:desktop")

SECRET_EXPIRED = declare(
    "accounts.first_secret.expired",
    status=403,
    text="首次登录条已经过期",
    cause="首次登录条 14 天内有效。请学校重新打印一张，新的一张马上就能用。",
    fixer=ACCOUNTS_PRINT_SLIPS,
    remedies=(_HELP,),
)
SECRET_REPLACED = declare(
    "accounts.first_secret.replaced",
    status=403,
    text="这张首次登录条已经作废",
    cause="学校后来又打印了一张，请用新的那张登录。",
    fixer=ACCOUNTS_PRINT_SLIPS,
    remedies=(_LOGIN, _HELP),
)
SECRET_USED = declare(
    "accounts.first_secret.used",
    status=403,
    text="这张首次登录条已经用过了",
    cause="它只能用一次。请用当时自己设置的密码登录。",
    remedies=(_LOGIN, _HELP),
)
PASSWORD_WEAK = declare(
    "accounts.password.weak",
    status=422,
    text="这个密码不能用",
    cause="{todo}",
    remedies=(Remedy("重新设置", "accounts:first_password"),),
    takes=("faults", "todo"),
)
IDENTITY_ENDED = declare(
    "accounts.identity.ended",
    text="这个身份已经不能用了",
    cause="它可能已经结束，或者学校已经停用。请在列表里选一个还有效的身份。",
    remedies=(Remedy("看看我的身份", "accounts:switch_identity"), _DESKTOP),
)
IDENTIFIER_TAKEN = declare(
    "accounts.identifier.taken",
    text="这个号码或账号已注册",
    cause="这个{kind}已经登记在另一个账号上。",
    remedies=(_HELP,),
    takes=("kind",),
)
SLIPS_OVER = declare(
    "accounts.slips.over",
    status=403,
    text="这一次的登录条已经收起来了",
    cause="为了安全，登录条只显示两小时。要再发，请重新打印，旧的那张会作废。",
    fixer=ACCOUNTS_PRINT_SLIPS,
    remedies=(_DESKTOP,),
)
SLIPS_NOT_YOURS = declare(
    "accounts.slips.not_yours",
    status=403,
    text="有些学生的登录条不能在这里打印",
    cause="选中的人里有 {count} 人不是本校新建的账号。请只选本校的学生，再打印一次。",
    remedies=(_DESKTOP,),
    takes=("count",),
)
ALREADY_INSTALLED = declare(
    "accounts.installation.exists",
    text="已经有省级管理员了",
    cause="第一批管理员只能建一次，之后由省级管理员在平台里添加。",
    fixer=Role.PROVINCE_ADMIN,
    remedies=(_LOGIN,),
)
NOT_AT_THE_TOP = declare(
    "accounts.installation.nobody",
    text="没有这样的省级管理员或技术支持",
    cause="请核对账号名。其他管理员由上一级在平台里重置，不用控制台。",
    remedies=(_LOGIN,),
)
CODE_TOO_SOON = declare(
    "accounts.code.too_soon",
    status=429,
    text="验证码刚刚发过",
    cause="请再等 {seconds} 秒。先看看是不是已经收到了，也请看一下垃圾短信。",
    remedies=(_HELP,),
    takes=("seconds",),
)
CODE_TOO_MANY = declare(
    "accounts.code.too_many",
    status=429,
    text="这个号码今天收的验证码太多了",
    cause="为了不打扰机主，一个号码每小时最多收 5 条、每天最多 10 条。请过 {hours} 小时再试，或者换一种方式。",
    remedies=(_HELP, _LOGIN),
    takes=("hours",),
)
CODE_CROWDED = declare(
    "accounts.code.crowded",
    status=429,
    text="现在索取验证码的人太多",
    cause="您所在的网络或整个平台短时间内发了很多验证码。请过 {minutes} 分钟再试，您填写的内容都还在。",
    remedies=(_HELP,),
    takes=("minutes",),
)
CODE_GATEWAY_DOWN = declare(
    "accounts.code.gateway_down",
    status=409,
    text="{channel}暂时发不出去",
    cause="不是您的问题，您填写的内容都还在。请过几分钟再点一次。",
    remedies=(_HELP,),
    takes=("channel",),
)
CODE_NOT_SENT = declare(
    "accounts.code.not_sent",
    status=422,
    text="这个号码收不到验证码",
    cause="{channel}服务商说发不到这个号码。请核对后再试；停机、空号或拒收验证码的号码都会这样。",
    remedies=(_HELP,),
    takes=("channel",),
)
CODE_NONE = declare(
    "accounts.code.none",
    status=422,
    text="请先获取验证码",
    cause="这个浏览器还没有为这一步要过验证码，或者页面打开太久了。请点“获取验证码”。",
    remedies=(_HELP,),
)
CODE_WRONG = declare(
    "accounts.code.wrong",
    status=422,
    text="验证码不对",
    cause="请核对最新的一条消息里的 6 位数字，还可以试 {left} 次。",
    remedies=(_HELP,),
    takes=("left",),
)
CODE_SPENT = declare(
    "accounts.code.spent",
    status=422,
    text="这个验证码输错了 5 次",
    cause="为了安全它已经作废，请重新获取一个。",
    remedies=(_HELP,),
)
CODE_EXPIRED = declare(
    "accounts.code.expired",
    status=422,
    text="验证码已经过期",
    cause="验证码 5 分钟内有效，请重新获取一个。",
    remedies=(_HELP,),
)
CODE_USED = declare(
    "accounts.code.used",
    text="这个验证码已经用过了",
    cause="一个验证码只能用一次。要再做一次，请重新获取一个。",
    remedies=(_HELP, _DESKTOP),
)
CODE_WORK = declare(
    "accounts.code.work",
    status=422,
    text="请先回答小问题",
    cause="小问题没有答对，或者页面打开太久了。请回答新的问题再获取验证码，您填写的内容都还在。",
    remedies=(_HELP,),
)
