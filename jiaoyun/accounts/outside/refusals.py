"""What outside logins can refuse: always with the way on that needs no provider."""

from jiaoyun.plumbing.refusals import Remedy, declare

_LOGIN = Remedy("换一种方式登录", "accounts:login")
_HELP = Remedy("登录遇到问题怎么办", "portal:help")
_LINKS = Remedy("看看绑定的外部账号", "accounts:outside_links")

OUTSIDE_DOWN = declare(
    "accounts.outside.down",
    text="{provider}暂时连不上",
    cause="对方的登录服务没有回答，不是您的问题。可以过几分钟再试，也可以用密码或者短信验证码登录。",
    remedies=(_LOGIN, _HELP),
    takes=("provider",),
)
OUTSIDE_DENIED = declare(
    "accounts.outside.denied",
    status=403,
    text="没有完成{provider}登录",
    cause="在对方的页面上取消了登录，或者对方没有同意。可以再试一次，也可以用密码或者短信验证码登录。",
    remedies=(_LOGIN, _HELP),
    takes=("provider",),
)
OUTSIDE_MISMATCH = declare(
    "accounts.outside.mismatch",
    status=403,
    text="这次{provider}登录没有通过核对",
    cause="可能停留得太久，或者在别的窗口又登录过一次。为了安全没有放行，请从登录页重新来一次。",
    remedies=(_LOGIN, _HELP),
    takes=("provider",),
)
OUTSIDE_TAKEN = declare(
    "accounts.outside.taken",
    text="这个外部账号已经绑定在另一个账号上",
    cause="一个外部账号只能绑定一个账号。请先用它登录那个账号，在个人中心解绑，再回来绑定。",
    remedies=(_LINKS, _HELP),
)
OUTSIDE_ONLY_WAY = declare(
    "accounts.outside.only_way",
    text="现在还不能解绑",
    cause="您的账号没有设过密码，也没有绑定手机号，解绑以后就没有办法登录了。请先绑定手机号或者设置密码。",
    remedies=(Remedy("到个人中心设置", "accounts:personal"), _LINKS),
)
