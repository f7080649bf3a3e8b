"""What can be refused about requests for an identity, and the cures."""

from jiaoyun.accounts.requests.powers import REQUESTS_REVIEW
from jiaoyun.plumbing.refusals import Remedy, declare

_OWN = Remedy("看我的申请", "accounts:applications")
_LIST = Remedy("回到桌面看待办", "portal:desktop")

EXISTS = declare(
    "accounts.request.exists",
    text="这个身份已经有了，或者正在审核",
    cause="同一所学校的同一个身份只能申请一次。在“我的申请”里可以看到进展。",
    remedies=(_OWN,),
)
NOT_OPEN = declare(
    "accounts.request.not_open",
    text="这份申请已经有结果了",
    cause="它现在的状态是“{state}”，这一步没有做。",
    remedies=(_OWN,),
    takes=("state",),
)
REMINDED = declare(
    "accounts.request.reminded",
    text="今天已经提醒过了",
    cause="每天可以提醒一次。上一次提醒是 {when}，审核人已经收到。",
    remedies=(_OWN,),
    takes=("when",),
)
NOTHING_CHANGED = declare(
    "accounts.request.nothing_changed",
    text="没有要修改的内容",
    cause="学校、姓名和证件号都和原来一样。",
    remedies=(_OWN,),
)
NO_TENANT = declare(
    "accounts.request.no_tenant",
    status=422,
    text="用户所在学校不在平台的租户中",
    cause="{school}还没有在平台开通，或者已经停用。提交工单以后由平台核实开通，开通了会通知您。",
    remedies=(Remedy("提交开通学校的工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",)), _OWN),
    takes=("kind", "school", "who"),
)
DECIDED = declare(
    "accounts.request.decided",
    text="已经有人处理过了",
    cause="{who}在 {when} 处理了这些申请，您的这一次没有生效。",
    fixer=REQUESTS_REVIEW,
    remedies=(_LIST,),
    takes=("who", "when"),
)
CHANGED = declare(
    "accounts.request.changed",
    text="申请人刚刚改过申请",
    cause="您打开页面以后，有 {count} 份申请被申请人修改或撤回了。请看过新的内容再审核。",
    remedies=(_LIST,),
    takes=("count",),
)
NONE_CHOSEN = declare(
    "accounts.request.none_chosen",
    status=422,
    text="还没有选申请",
    cause="先勾选要审核的申请，再点通过或不通过。",
    remedies=(_LIST,),
)
NO_REASON = declare(
    "accounts.request.no_reason",
    status=422,
    text="不通过要写原因",
    cause="申请人会看到原因，改好以后可以再提交。",
    remedies=(_LIST,),
)
