"""What is recorded of the roll: ids, counts and codes only; history reads the sentence."""

from jiaoyun.plumbing.events import declare

_BATCH = ("import", "batch_id")

BATCH_STARTED = declare("roster.batch_started", "上传了一份花名册", subject=_BATCH, fields=("batch_id", "school_id"))
BATCH_MAPPED = declare("roster.batch_mapped", "对应了 {columns} 列", subject=_BATCH, fields=("batch_id", "columns"))
BATCH_CHECKED = declare(
    "roster.batch_checked", "核对了 {rows} 行", subject=_BATCH, fields=("batch_id", "rows", "elsewhere")
)
BATCH_TAKEN_OVER = declare(
    "roster.batch_taken_over", "接手了这次导入", subject=_BATCH, fields=("batch_id", "from_account")
)
CELLS_CORRECTED = declare(
    "roster.cells_corrected", "改正了第 {row} 行", subject=_BATCH, fields=("batch_id", "row", "row_class")
)
ROWS_RETURNED = declare("roster.rows_returned", "放回了改好的 {rows} 行", subject=_BATCH, fields=("batch_id", "rows"))
ROWS_SETTLED = declare(
    "roster.rows_settled",
    "处理了 {rows} 行：{choice}",
    subject=_BATCH,
    fields=("batch_id", "rows", "choice", "row_class"),
)
CLASS_CHOSEN = declare(
    "roster.class_chosen", "处理了没有的班", subject=_BATCH, fields=("batch_id", "rows", "choice", "school_class_id")
)
BATCH_CONFIRMED = declare("roster.batch_confirmed", "确认导入 {rows} 行", subject=_BATCH, fields=("batch_id", "rows"))
BLOCK_APPLIED = declare(
    "roster.block_applied", "导入了 {done} 行", subject=_BATCH, fields=("batch_id", "low", "high", "done", "changed")
)
RUN_FINISHED = declare("roster.run_finished", "导入完成", subject=_BATCH, fields=("batch_id", "run", "state"))
RUN_STOPPED = declare("roster.run_stopped", "导入停下了", subject=_BATCH, fields=("batch_id", "code"))
BATCH_CLOSED = declare("roster.batch_closed", "结束了这次导入", subject=_BATCH, fields=("batch_id", "state"))
UNDO_ASKED = declare("roster.undo_asked", "撤销这次导入", subject=_BATCH, fields=("batch_id",))
BLOCK_UNDONE = declare(
    "roster.block_undone", "撤销了 {undone} 行", subject=_BATCH, fields=("batch_id", "low", "high", "undone", "kept")
)
UNDO_FINISHED = declare("roster.undo_finished", "撤销完成", subject=_BATCH, fields=("batch_id", "undone", "kept"))
HELP_REQUESTED = declare(
    "roster.help_requested",
    "{rows} 行交给区县",
    subject=("request", "request_id"),
    fields=("batch_id", "rows", "row_class"),
)
SLIPS_PRINTED = declare(
    "roster.slips_printed", "打印了 {count} 张首次登录条", subject=("slip_run", "run_id"), fields=("run_id", "count")
)
ROSTER_EXPORTED = declare(
    "roster.exported",
    "导出了 {rows} 名学生",
    subject=("school", "school_id"),
    fields=("school_id", "rows", "kind", "reason_given"),
)
NUMBER_REVEALED = declare(
    "roster.number_revealed", "查看了完整号码", subject=("account", "account_id"), fields=("account_id", "kinds")
)
SHEET_CHOSEN = declare("roster.sheet_chosen", "选了另一张工作表", subject=_BATCH, fields=("batch_id", "sheet_index"))
