"""What recovery can refuse; all of it only after the code was proved (security.md, Decided 9)."""

from jiaoyun.accounts.people.powers import PASSWORD_RESET
from jiaoyun.plumbing.refusals import Remedy, declare

#: The kind of ticket that helps here; the help desk declares it under this key.
TICKET = "password_reset"

_AGAIN = Remedy("从头再来", "accounts:recover")
_TICKET = Remedy("提交找回账号的工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",))

RECOVERY_OVER = declare(
    "accounts.recovery.over",
    text="这次找回要重新开始",
    cause="验证码已经用过、停留得太久，或者号码刚刚换了主人。密码没有改动，请再来一次。",
    remedies=(_AGAIN, _TICKET),
    takes=("kind",),
)
RECOVERY_STALE = declare(
    "accounts.recovery.stale",
    status=403,
    text="这个号码很久没有用过了，不能只凭它找回",
    cause="账号超过半年没有登录，号码可能已经换了主人。请学校为您重置密码，或者提交工单，核实后就能用。",
    fixer=PASSWORD_RESET,
    remedies=(_TICKET, _AGAIN),
    takes=("kind",),
)
