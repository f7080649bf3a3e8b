"""What the school's administrators are told about each other: whole numbers were taken out, and what for."""

from jiaoyun.notices.kinds import declare_kind

ROSTER_TAKEN = declare_kind(
    "roster.roster_taken",
    "{by}导出了可回导名册（{rows} 名学生，含完整号码），用途：{reason}",
    "roster:student_list",
    ("school_id",),
)
