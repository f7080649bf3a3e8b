"""What can be refused about tickets, and the cures."""

from jiaoyun.helpdesk.powers import TICKETS_HANDLE
from jiaoyun.plumbing.refusals import Remedy, declare

_DESKTOP = Remedy("回到桌面", "portal:desktop")
_MINE = Remedy("看我的工单", "helpdesk:mine")
_TRACK = Remedy("用手机号查询工单", "helpdesk:track")
_NEW = Remedy("提交新的工单", "helpdesk:ticket_kinds")

OTHER_DESK = declare(
    "helpdesk.ticket.other_desk",
    status=403,
    text="这张工单现在不在您这一级",
    cause="它现在由{place}处理，您可以看，不能办。",
    remedies=(_DESKTOP,),
    takes=("place", "who"),
)
OWN = declare(
    "helpdesk.ticket.own",
    status=403,
    text="自己的工单要由别人来办",
    cause="这张工单是您提交的，或者关系到您自己的账号。请本级的另一位管理员处理，也可以交给上一级。",
    fixer=TICKETS_HANDLE,
    remedies=(_DESKTOP, _MINE),
)
CLOSED = declare(
    "helpdesk.ticket.closed",
    text="这张工单已经办结",
    cause="刚才已经有人办结了它。需要的话，提交人 14 天内可以重新打开。",
    remedies=(_DESKTOP, _MINE),
)
NOT_NOW = declare(
    "helpdesk.ticket.not_now",
    text="这一步现在不能做",
    cause="工单现在是「{state}」。",
    remedies=(_DESKTOP, _MINE),
    takes=("state",),
)
WRONG_CURE = declare(
    "helpdesk.ticket.wrong_cure",
    text="办的这件事和工单对不上",
    cause="工单说的是另一个人或者另一件事，所以没有改动任何内容。请从工单页面上的按钮重新进入。",
    remedies=(_DESKTOP,),
)
TOP = declare(
    "helpdesk.ticket.top",
    text="上面没有更高一级了",
    cause="平台技术支持是最后一级，请在这里答复。",
    remedies=(_DESKTOP,),
)
BOTTOM = declare(
    "helpdesk.ticket.bottom",
    text="下面没有可以交给的一级",
    cause="这张工单不是从更低一级来的。请在这里处理，或者交给上一级。",
    remedies=(_DESKTOP,),
)
TOO_LATE = declare(
    "helpdesk.ticket.too_late",
    text="已经过了可以重新打开的时间",
    cause="办结后 14 天以内可以重新打开。问题还在的话，请提交一张新的工单。",
    remedies=(_NEW,),
)
TOO_MANY = declare(
    "helpdesk.ticket.too_many",
    status=429,
    text="今天提交的工单太多了",
    cause="一天最多提交 {most} 张。已经提交的工单可以补充说明，不用重新提交。",
    remedies=(_MINE, _TRACK),
    takes=("most",),
)
WORDS_MISSING = declare(
    "helpdesk.ticket.words_missing",
    status=422,
    text="请先写几句话",
    cause="这一步要写明情况，对方才知道怎么办。",
    remedies=(_DESKTOP, _MINE),
)
WORDS_REFUSED = declare(
    "helpdesk.ticket.words_refused",
    status=422,
    text="这段话没有提交",
    cause="{what}。写的内容还在下面，改好以后再提交。",
    remedies=(_DESKTOP, _MINE),
    takes=("what",),
)
FILE_REFUSED = declare(
    "helpdesk.file.refused",
    status=422,
    text="有一个文件不能用",
    cause="{what}",
    remedies=(_MINE, _TRACK),
    takes=("what",),
)
SECOND_NEEDED = declare(
    "helpdesk.cure.second_needed",
    status=403,
    text="这件事要两个人来办",
    cause="提出的人不能自己确认，账号本人也不能。请另一位有权处理的人打开这张工单确认，也可以交给上一级。",
    fixer=TICKETS_HANDLE,
    remedies=(_DESKTOP,),
)
ALREADY_PROPOSED = declare(
    "helpdesk.cure.already_proposed",
    text="已经有人提出办理了",
    cause="这张工单正等第二个人确认，不用再提一次。",
    remedies=(_DESKTOP,),
)
NOBODY_FOUND = declare(
    "helpdesk.cure.nobody_found",
    text="按填写的号码没有找到账号",
    cause="号码可能写错了，或者账号已经清除。请让提交人补充，或者说明情况后答复。",
    remedies=(_DESKTOP,),
)
NOT_DELETED = declare(
    "helpdesk.restore.not_deleted",
    text="这个账号现在不是已删除",
    cause="账号现在是「{state}」，不需要恢复。请把情况答复给提交人。",
    remedies=(_DESKTOP,),
    takes=("state",),
)
BEYOND = declare(
    "helpdesk.cure.beyond",
    status=403,
    text="这个账号要由更高一级来处理",
    cause="账号本人也是管理员，或者管理别的地方。请交给上一级。",
    fixer=TICKETS_HANDLE,
    remedies=(_DESKTOP,),
)
NO_DOCUMENT = declare(
    "helpdesk.unbind.no_document",
    text="这个账号没有绑定身份证件",
    cause="可能刚才已经解绑了。请让提交人再试一次。",
    remedies=(_DESKTOP,),
)
NOTHING_WAITS = declare(
    "helpdesk.unbind.nothing_waits",
    text="没有等待确认的解绑",
    cause="它可能已经完成，或者已经取消。",
    remedies=(_DESKTOP,),
)
BOTH_ON_ROLL = declare(
    "helpdesk.merge.both_on_roll",
    text="两个账号都有学籍，不能直接合并",
    cause="先由学校处理其中一条重复的学籍，再回到这张工单合并。",
    remedies=(_DESKTOP,),
)
REASON_MISSING = declare(
    "helpdesk.case.reason_missing",
    status=422,
    text="请写明查看的原因",
    cause="原因会记录下来，查看两小时后自动结束。",
    remedies=(_DESKTOP,),
)
ANSWER_TAKEN = declare(
    "helpdesk.answer.taken",
    status=422,
    text="已经有同名的常用答复",
    cause="请换一个标题，或者先收起原来的那一条。",
    remedies=(_DESKTOP,),
)
