"""What editing the help centre can refuse."""

from jiaoyun.helpdesk.help_centre.powers import HELP_EDIT
from jiaoyun.plumbing.refusals import Remedy, declare

_LIST = Remedy("回到帮助中心编辑", "helpdesk:help_editing")

CHANGED_SINCE = declare(
    "helpdesk.help.changed_since",
    text="您打开之后，这一条又有人改过",
    cause="您的修改没有保存。请打开最新的一版，把要改的再改一次。",
    fixer=HELP_EDIT,
    remedies=(Remedy("打开最新的一版", "helpdesk:help_edit", takes=("entry",)), _LIST),
    takes=("entry",),
)
MISS_SETTLED = declare(
    "helpdesk.help.miss_settled",
    text="这个问题已经有人处理了",
    cause="另一位编辑已经把它写成条目，或者标成不处理。",
    fixer=HELP_EDIT,
    remedies=(_LIST,),
)
RATED_OFTEN = declare(
    "helpdesk.help.rated_often",
    status=429,
    text="评价得太多了，先停一停",
    cause="同一个网络一小时内只收 60 次评价。您的意见对我们有用，请晚一点再来。",
    remedies=(Remedy("回到帮助", "portal:help"),),
)
