"""What showing again who one is, and second factors, can refuse."""

from jiaoyun.plumbing.refusals import Remedy, declare

_HELP = Remedy("登录遇到问题怎么办", "portal:help")
_AGAIN = Remedy("再试一次", "accounts:prove_again")
_FACTOR = Remedy("再验证一次", "accounts:second_factor")
_SAFETY = Remedy("看看登录安全", "accounts:safety")

REPROOF_WRONG = declare(
    "accounts.reproof.wrong",
    status=422,
    text="密码不对",
    cause="请填写您现在登录用的密码，再试一次。",
    remedies=(_AGAIN, _HELP),
)
REPROOF_TOO_MANY = declare(
    "accounts.reproof.too_many",
    status=429,
    text="试得太多次了，先停一停",
    cause="连续输错了 5 次。请过 {minutes} 分钟再试，别的页面不受影响。",
    remedies=(_AGAIN, _HELP),
    takes=("minutes",),
)
REPROOF_NO_PHONE = declare(
    "accounts.reproof.no_phone",
    text="现在不能用短信确认",
    cause="这个账号没有绑定手机号，或者刚刚换了号码。请用别的方式确认。",
    remedies=(_AGAIN,),
)
FACTOR_WRONG = declare(
    "accounts.factor.wrong",
    status=422,
    text="验证码不对",
    cause="每个验证码只能用一次，30 秒换一个。请填 App 上现在的 6 位数字；一直不对时，请看看手机的时间准不准。",
    remedies=(_FACTOR, _HELP),
)
FACTOR_TOO_MANY = declare(
    "accounts.factor.too_many",
    status=429,
    text="试得太多次了，先停一停",
    cause="连续输错了 5 次。请过 {minutes} 分钟再试，您的其他身份不受影响。",
    remedies=(_FACTOR, Remedy("切换到别的身份", "accounts:switch_identity"), _HELP),
    takes=("minutes",),
)
FACTOR_STARTED_OVER = declare(
    "accounts.factor.started_over",
    text="这次设置已经失效",
    cause="设置要在 30 分钟内完成，或者您在别的页面重新开始了。请重新扫一次码。",
    remedies=(Remedy("重新设置", "accounts:factor_set_up"),),
)
FACTOR_NO_SMS = declare(
    "accounts.factor.no_sms",
    text="这个身份不能用短信做二次验证",
    cause="区县以上的管理员要用验证器 App 或通行密钥；没有绑定手机号时也不能用短信。",
    remedies=(_FACTOR, _HELP),
)
FACTOR_GONE = declare(
    "accounts.factor.gone",
    text="它已经不在了",
    cause="可能刚才在别的页面删除过了，不用再做什么。",
    remedies=(_SAFETY,),
)
FACTOR_OWN = declare(
    "accounts.factor.own",
    text="不能重置自己的二次验证",
    cause="请用恢复码登录，或者请另一位有权限的管理员来重置。",
    remedies=(_SAFETY, _HELP),
)
FACTOR_NONE = declare(
    "accounts.factor.none",
    text="这个人没有设置二次验证",
    cause="不用重置：下次登录时会要求设置。",
    remedies=(Remedy("回到桌面", "portal:desktop"),),
)
PASSKEY_WRONG = declare(
    "accounts.passkey.wrong",
    status=422,
    text="通行密钥没有通过",
    cause="可能等得太久，或者这个通行密钥已经从账号里删除。请再试一次，或者用别的方式。",
    remedies=(_FACTOR, Remedy("用密码登录", "accounts:login"), _HELP),
)
PASSKEY_KNOWN = declare(
    "accounts.passkey.known",
    text="这个通行密钥已经添加过了",
    cause="同一个通行密钥只能属于一个账号，添加一次就够了。",
    remedies=(_SAFETY,),
)
PASSKEY_TOO_MANY = declare(
    "accounts.passkey.too_many",
    text="通行密钥最多 {limit} 个",
    cause="请先删除不再使用的，再添加新的。",
    remedies=(_SAFETY,),
    takes=("limit",),
)
PASSKEY_CROWDED = declare(
    "accounts.passkey.crowded",
    status=429,
    text="现在用通行密钥登录的人太多了",
    cause="您所在的网络 10 分钟内问得太多了。请过 {minutes} 分钟再试，或者用密码登录。",
    remedies=(Remedy("用密码登录", "accounts:login"), _HELP),
    takes=("minutes",),
)
