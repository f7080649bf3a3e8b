"""What is refused to whoever acts on the accounts of a place's people."""

from jiaoyun.accounts.people.powers import ACCOUNT_THAW
from jiaoyun.plumbing.refusals import Remedy, declare

_DESKTOP = Remedy("回到桌面", "portal:desktop")
_WHO = Remedy("看看谁能做什么", "portal:who_may")

BEYOND = declare(
    "accounts.person.beyond",
    status=403,
    text="这个账号要由上级来处理",
    cause="选中的人里有 {count} 人还是管理员，或者管理别的地方。这样的账号由上一级管理员处理，{place}不能改。",
    remedies=(_DESKTOP, _WHO),
    takes=("count", "place"),
)
NOT_ACTIVE = declare(
    "accounts.person.not_active",
    text="这个账号现在不能这样处理",
    cause="账号现在是「{state}」。冻结的账号先解冻，再做别的。",
    remedies=(_DESKTOP,),
    takes=("state",),
)
OWN_RESET = declare(
    "accounts.administrator.own",
    text="不能重置自己的密码",
    cause="请在“登录密码”里自己修改，或者请另一位有权限的管理员来重置。",
    remedies=(Remedy("修改密码", "accounts:password"), _DESKTOP),
)
OWN_NAME = declare(
    "accounts.rename.own",
    text="不能更正自己的姓名",
    cause="请提交工单，由另一位有权限的管理员来更正。",
    remedies=(Remedy("提交工单", "helpdesk:ticket_kinds"), _DESKTOP),
)
RESET_TWICE = declare(
    "accounts.administrator.too_soon",
    text="这个人的{other}刚刚重置过",
    cause="密码和二次验证同时重置，等于把账号交给别人，所以要隔 48 小时。请在{when}以后再来；"
    "本人想起密码或者找到恢复码，就不用等。",
    remedies=(_DESKTOP, _WHO),
    takes=("other", "when"),
)
NOT_FROZEN = declare(
    "accounts.person.not_frozen",
    text="这个账号没有被冻结",
    cause="可能刚才已经有人解冻了。",
    remedies=(_DESKTOP,),
)
FROZEN_ABOVE = declare(
    "accounts.thaw.above",
    status=403,
    text="这个账号要由冻结它的人来解冻",
    cause="它是{who}冻结的，请由{who}或者更上一级解冻。",
    fixer=ACCOUNT_THAW,
    remedies=(_DESKTOP, _WHO),
    takes=("who", "fixer_place"),
)
REASON_MISSING = declare(
    "accounts.person.reason_missing",
    status=422,
    text="请写明原因",
    cause="原因会记录下来，本人也会看到做了什么。",
    remedies=(_DESKTOP,),
)
SECRET_WEAK = declare(
    "accounts.reset.weak",
    status=422,
    text="这个密码不能用",
    cause="{todo}",
    remedies=(_DESKTOP,),
    takes=("faults", "todo"),
)
TOO_MANY = declare(
    "accounts.reset.too_many",
    status=422,
    text="一次重置的人太多了",
    cause="一次最多重置 {most} 人，请分几次做。",
    remedies=(_DESKTOP,),
    takes=("most",),
)
NAME_SAME = declare(
    "accounts.rename.same",
    status=422,
    text="新姓名和原来的一样",
    cause="请填写正确的姓名。",
    remedies=(_DESKTOP,),
)
NO_PHONE = declare(
    "accounts.unbind.no_phone",
    text="这个账号没有绑定手机号",
    cause="没有可以解绑的手机号。监护人的联系电话在学生名单里改，它不是登录用的手机号。",
    remedies=(_DESKTOP,),
)
NOTHING_WAITS = declare(
    "accounts.unbind.nothing_waits",
    text="没有等待确认的解绑",
    cause="它可能已经完成，或者已经取消。",
    remedies=(_DESKTOP,),
)
