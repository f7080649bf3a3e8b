"""What the personal centre and waiting changes can refuse."""

from jiaoyun.plumbing.refusals import Remedy, declare

_ME = Remedy("看看我的账号", "accounts:personal")
_HELP = Remedy("遇到问题怎么办", "portal:help")

WAITING_ALREADY = declare(
    "accounts.waiting.already",
    text="有一项更改正在等待，现在不能再改号码",
    cause="为了安全，更改号码要等 48 小时。等它完成，或者先取消它，再做别的更改。",
    remedies=(_ME, _HELP),
)
WAITING_OVER = declare(
    "accounts.waiting.over",
    text="这项更改已经结束了",
    cause="它已经完成，或者已经被取消，不用再处理。",
    remedies=(_ME, _HELP),
)
WAITING_SAME_PERSON = declare(
    "accounts.waiting.same_person",
    status=403,
    text="要由另一个人来核实",
    cause="提出更改的人和账号本人都不能自己核实。请另一位管理员打开这一页。",
    remedies=(_HELP,),
)

NUMBER_HAS_ONE = declare(
    "accounts.number.has_one",
    text="已经绑定过了",
    cause="一个账号绑定一个手机号、一个邮箱。要换成新的，请用「更换」。",
    remedies=(_ME,),
)
NUMBER_NONE = declare(
    "accounts.number.none",
    text="现在没有绑定，不用更换或解绑",
    cause="它可能刚刚被解绑，或者已经绑到别的账号上。请回到基本信息看一看。",
    remedies=(_ME,),
)
NUMBER_SAME = declare(
    "accounts.number.same",
    status=422,
    text="新的和原来的是同一个",
    cause="这个号码已经绑定在您的账号上，不用更换。",
    remedies=(_ME,),
)
NUMBER_ELSEWHERE = declare(
    "accounts.number.elsewhere",
    text="这个号码绑定在另一个账号上",
    cause="您收得到它的验证码，可以把它移到现在的账号；原来的账号会收到通知。原号码收不到时，请先换一个没有用过的号码。",
    remedies=(_ME, _HELP),
)
NUMBER_OLD_UNPROVED = declare(
    "accounts.number.old_unproved",
    text="请先核对原来的号码",
    cause="要先用原号码收一次验证码，30 分钟内有效。原号码收不到了，请选「原号码收不到了」。",
    remedies=(_ME,),
)
NUMBER_LAST_WAY = declare(
    "accounts.number.last_way",
    text="解绑以后就没有办法登录了",
    cause="这是您最后一种登录方式，或者还没有设置密码。请先设置密码和账号名，或者绑定另一个号码，再解绑。",
    remedies=(_ME, _HELP),
)
NAME_ONCE_A_YEAR = declare(
    "accounts.account_name.once_a_year",
    text="账号名一年只能改一次",
    cause="上一次设置是在{since}，满一年以后可以再改。用手机号、学籍号、身份证号登录不受影响。",
    remedies=(_ME,),
    takes=("since",),
)
NAME_UNFIT = declare(
    "accounts.account_name.unfit",
    status=422,
    text="这个账号名不能用",
    cause="账号名由 4 到 20 位字母、数字和下划线组成，以字母开头，不能像学籍号，也不能带您的证件号、手机号。",
    remedies=(_ME,),
)
DOCUMENT_ONCE_A_YEAR = declare(
    "accounts.document.once_a_year",
    text="身份证件一年只能自己更正一次",
    cause="上一次更正是在{since}。还需要改，请到服务台提交工单，学校核实后处理。",
    remedies=(Remedy("提交工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",)), _ME),
    takes=("since", "kind"),
)
DOCUMENT_CLASH = declare(
    "accounts.document.clash",
    text="这个证件号码已经登记过了",
    cause="如果号码确实是您的，请提交工单，由核实身份的人员处理；不会告诉您登记在谁的名下。",
    remedies=(Remedy("提交身份核实工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",)), _ME),
    takes=("kind",),
)
TOO_MANY = declare(
    "accounts.personal.too_many",
    status=429,
    text="试的次数太多了，先停一停",
    cause="请核对填写的内容，过 {minutes} 分钟再试；着急的话可以提交工单，由人工核实。",
    remedies=(Remedy("提交工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",)), _ME),
    takes=("kind", "minutes"),
)
DOCUMENT_SAME = declare(
    "accounts.document.same",
    status=422,
    text="和登记的号码一样",
    cause="填写的证件号码和现在登记的相同，不用更正。",
    remedies=(_ME,),
)
DOCUMENT_NOT_REVERSIBLE = declare(
    "accounts.document.not_reversible",
    text="这次更正不能再撤回",
    cause="更正超过 7 天，或者已经撤回过，或者原来的号码又登记到了别处。请到服务台提交工单。",
    remedies=(
        Remedy("提交工单", "helpdesk:ticket_new", takes=("kind",), query=("refusal",)),
        Remedy("回到桌面", "portal:desktop"),
    ),
    takes=("kind",),
)
IDENTITY_NOT_YOURS_TO_END = declare(
    "accounts.identity.school_ends_it",
    status=403,
    text="这个身份不能自己结束",
    cause="学生、教师和管理员的身份由学校或上级办理：离校、转校、卸任以后会自动结束。",
    remedies=(Remedy("看看我的身份", "accounts:my_identities"),),
)
