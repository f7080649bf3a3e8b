"""What can be refused about the roll, in the words users know, with the button that cures it."""

from jiaoyun.plumbing.refusals import Remedy, declare
from jiaoyun.roster.powers import ROSTER_IMPORT

_BATCH = Remedy("回到这次导入", "roster:batch", takes=("school_id", "batch_id"))
_UPLOAD = Remedy("重新上传", "roster:import_start", takes=("school_id",))

ANOTHER_OPEN = declare(
    "roster.batch.another_open",
    text="本校有一次导入还没有做完",
    cause="{by}在{since}上传了「{file}」，还在{state}。一所学校同一时间只做一次导入，免得互相覆盖。",
    fixer=ROSTER_IMPORT,
    remedies=(Remedy("打开那次导入", "roster:batch", takes=("school_id", "batch_id")),),
    takes=("by", "since", "file", "state", "school_id", "batch_id", "fixer_place"),
)
NOT_IN_STATE = declare(
    "roster.batch.not_in_state",
    text="这一步现在不能做",
    cause="这次导入现在是「{state}」。",
    remedies=(_BATCH,),
    takes=("state", "school_id", "batch_id"),
)
NOT_YOURS = declare(
    "roster.batch.not_yours",
    text="这次导入由另一位管理员在做",
    cause="{by}正在处理「{file}」。您可以接手，接手后由您来做决定。",
    fixer=ROSTER_IMPORT,
    remedies=(Remedy("接手这次导入", "roster:take_over", takes=("school_id", "batch_id")), _BATCH),
    takes=("by", "file", "school_id", "batch_id", "fixer_place"),
)
CHANGED_SINCE = declare(
    "roster.batch.changed_since",
    text="您核对之后，这次导入又有变动",
    cause="{what}。请再看一眼，然后重新确认。",
    remedies=(Remedy("看看现在的情况", "roster:confirm", takes=("school_id", "batch_id")),),
    takes=("what", "school_id", "batch_id"),
)
NOTHING_DECIDED = declare(
    "roster.batch.nothing_decided",
    text="还没有可以导入的行",
    cause="没有一行是新增、调班、恢复或更新：要么有错误，要么还在等您决定。",
    remedies=(_BATCH,),
    takes=("school_id", "batch_id"),
)
LARGE_CHANGE = declare(
    "roster.batch.large_change",
    text="这次导入要改动很多在校学生",
    cause="这次导入要改动 {changed} 名在校学生（连同已经写入的），占全校 {total} 名的 {percent}%。"
    "如果确实如此，请勾选“我已核对”再确认。",
    remedies=(Remedy("回去核对", "roster:confirm", takes=("school_id", "batch_id")),),
    takes=("changed", "total", "percent", "school_id", "batch_id"),
)
FILE_REFUSED = declare(
    "roster.file.refused",
    status=422,
    text="{what}",
    cause="{todo}",
    remedies=(_UPLOAD, Remedy("下载模板", "roster:template", takes=("school_id",))),
    takes=("what", "todo", "school_id"),
)
FILE_GONE = declare(
    "roster.file.gone",
    status=410,
    text="上传的文件已经不在了",
    cause="文件在导入结束或放弃时就删除了，名单上的结果不受影响。",
    remedies=(_UPLOAD,),
    takes=("school_id",),
)
COLUMNS_MISSING = declare(
    "roster.columns.missing",
    status=422,
    text="还缺少必须的列",
    cause="没有找到：{missing}。请在下面为它们各选一列。",
    remedies=(Remedy("对应列", "roster:columns", takes=("school_id", "batch_id")),),
    takes=("missing", "school_id", "batch_id"),
)
COLUMN_TWICE = declare(
    "roster.columns.twice",
    status=422,
    text="有两列对应到了同一项",
    cause="「{title}」选了两次，请只留一列。",
    remedies=(Remedy("对应列", "roster:columns", takes=("school_id", "batch_id")),),
    takes=("title", "school_id", "batch_id"),
)
CHOICE_IMPOSSIBLE = declare(
    "roster.row.choice_impossible",
    text="这一行不能这样处理",
    cause="{where}是「{row_class}」，不能「{choice}」。",
    remedies=(_BATCH,),
    takes=("where", "row_class", "choice", "school_id", "batch_id"),
)
CLASS_MISSING = declare(
    "roster.row.class_missing",
    text="没有这个班",
    cause="本校还没有{class_text}。先新建这个班，或者选别的班、先不分班。",
    fixer=ROSTER_IMPORT,
    remedies=(Remedy("处理没有的班", "roster:missing_classes", takes=("school_id", "batch_id")),),
    takes=("class_text", "school_id", "batch_id", "fixer_place"),
)
ALREADY_DONE = declare(
    "roster.row.already_done",
    text="这一行已经导入了",
    cause="{where}已经写入名单，要改回来请用「撤销导入」。",
    remedies=(_BATCH,),
    takes=("where", "school_id", "batch_id"),
)
NOBODY_LEFT = declare(
    "roster.batch.nobody_left",
    text="导入停下了",
    cause="做这次导入的人现在不再是本校的学校管理员。请接手以后再继续。",
    fixer=ROSTER_IMPORT,
    remedies=(Remedy("接手这次导入", "roster:take_over", takes=("school_id", "batch_id")),),
    takes=("school_id", "batch_id", "fixer_place"),
)
GAVE_UP = declare(
    "roster.run.gave_up",
    text="这一步没有做完",
    cause="后台试了几次都没有成功，已经停下。写进名单的行算数，其余的还在这次导入里，您可以再做一次，也可以结束这次导入。",
    remedies=(_BATCH,),
    takes=("school_id", "batch_id"),
)
UNDO_TOO_LATE = declare(
    "roster.undo.too_late",
    text="已经过了可以撤销的时间",
    cause="导入完成 7 天以内可以撤销，这次是{applied}完成的。",
    remedies=(Remedy("到学生名单里逐个处理", "roster:student_list", takes=("school_id",)),),
    takes=("applied", "school_id"),
)
UNDO_BLOCKED = declare(
    "roster.undo.blocked",
    text="先把正在做的导入做完",
    cause="本校有一次导入还在进行，做完或放弃以后再撤销这一次。",
    remedies=(Remedy("打开那次导入", "roster:batch", takes=("school_id", "batch_id")),),
    takes=("school_id", "batch_id"),
)
RETURNED_UNKNOWN = declare(
    "roster.returned.unknown",
    status=422,
    text="放回来的表里找不到原文件行号",
    cause="请用「导出这些行」得到的表来改，不要删掉「原文件行号」这一列。",
    remedies=(_BATCH,),
    takes=("school_id", "batch_id"),
)
REASON_NEEDED = declare(
    "roster.export.reason_needed",
    status=422,
    text="请写明导出用途",
    cause="可回导名册里有学生的完整号码，导出要写一句用途，会记录下来。",
    remedies=(Remedy("回到学生名单", "roster:student_list", takes=("school_id",)),),
    takes=("school_id",),
)
NO_SLIPS = declare(
    "roster.slips.none",
    text="没有需要首次登录条的学生",
    cause="这次导入没有新建账号，或者这些学生都已经自己设置过密码。",
    remedies=(_BATCH,),
    takes=("school_id", "batch_id"),
)
