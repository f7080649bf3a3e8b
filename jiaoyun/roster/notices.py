"""The notices that the roll sends."""

from jiaoyun.notices.kinds import Reach, declare_kind

PUPILS_CLAIMED = declare_kind(
    "roster.pupils_claimed", "{school}接收了贵校名单上的 {count} 名学生（已毕业、已转出或已删除的）。", "portal:desktop"
)
RUN_DONE = declare_kind(
    "roster.run_done",
    "导入「{file}」已完成：写入 {done} 行，待处理 {waiting} 行。",
    "roster:batch",
    ("school_id", "batch_id"),
    reach=Reach.ASK,
    message="学生导入已完成：写入 {done} 行，待处理 {waiting} 行：{link}",
)
RUN_STOPPED = declare_kind(
    "roster.run_stopped",
    "导入「{file}」停下了，请看看原因。",
    "roster:batch",
    ("school_id", "batch_id"),
    reach=Reach.ASK,
    message="学生导入停下了，请看看原因：{link}",
)
UNDO_DONE = declare_kind(
    "roster.undo_done",
    "「{file}」的导入已撤销 {undone} 行，保留 {kept} 行。",
    "roster:report",
    ("school_id", "batch_id"),
    reach=Reach.ASK,
    message="学生导入已撤销 {undone} 行，保留 {kept} 行：{link}",
)
HELP_ASKED = declare_kind(
    "roster.help_asked",
    "{school}有 {rows} 行学生导入时遇到「{row_class}」，请您看看。",
    "roster:request_list",
    ("organization_id",),
)
PUPILS_LOOKED_UP = declare_kind(
    "roster.pupils_looked_up",
    "{school}核对花名册时，有 {count} 个号码是贵校名单上的学生。对方只看到隐去的姓名和校名；如不知情，请与对方核实。",
    "portal:desktop",
)
