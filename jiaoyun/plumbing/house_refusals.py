"""The refusals of the house itself: powers, forms sent twice, pages gone stale."""

from jiaoyun.plumbing.refusals import Remedy, declare

_HOME = Remedy("回到桌面", "portal:desktop")

POWER_LACKING = declare(
    "house.power.lacking",
    status=403,
    text="您现在的身份不能做这件事",
    cause="「{power}」在{place}由{who}来做。",
    remedies=(_HOME, Remedy("看看谁能做什么", "portal:who_may")),
    takes=("power", "place", "who"),
)
POWER_SWITCH = declare(
    "house.power.switch",
    status=403,
    text="换一个身份就能做",
    cause="「{power}」要用您的{role}身份（{place}）来做。",
    remedies=(Remedy("切换身份并继续", "accounts:switch_identity", query=("identity",)), _HOME),
    takes=("power", "identity", "role", "place"),
)
ALREADY_DONE = declare(
    "house.form.already_done",
    status=409,
    text="这一步已经做过了",
    cause="同一张表单收到了两次，只做了一次，没有重复。",
    remedies=(_HOME,),
)
FORM_EXPIRED = declare(
    "house.form.expired",
    status=403,
    text="这个页面打开太久了",
    cause="为了安全，页面里的提交凭证已经过期，刚才的内容没有提交。",
    remedies=(Remedy("重新打开登录页", "accounts:login"), _HOME),
)
