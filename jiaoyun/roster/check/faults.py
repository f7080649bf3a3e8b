"""The faults that a row of an import can have beyond those of a single value; all faults read from one place."""

from typing import Any

from jiaoyun.rules.faults import FAULTS, FaultText

ROW_FAULTS: dict[str, FaultText] = {
    "row.name_missing": FaultText("没有姓名", "请补上姓名，或者删掉这一行"),
    "row.unknown": FaultText(
        "没有身份证件号，也没有学籍号和平台学号，还缺少出生日期",
        "没有证件的学生请填上出生日期，平台会给他编一个平台学号",
    ),
    "row.sex_differs": FaultText("性别和身份证号对不上", "身份证号第 17 位单数是男、双数是女，请看看哪一个写错了"),
    "row.birth_differs": FaultText("出生日期和身份证号对不上", "身份证号里的出生日期是 {born}，请看看哪一个写错了"),
    "row.platform_number": FaultText("平台学号的样子不对", "平台学号是 T 加 12 位数字；没有就留空，平台会编号"),
    "row.entry_year": FaultText("没有证件的学生要能看出哪年入学", "请填上班级，或者入学年月"),
    "row.formula_error": FaultText("这一格是公式的错误", "请在表格里改成数值，或者直接在这里填写"),
    "row.too_long": FaultText("这一格太长了", "请缩短到 {most} 个字以内"),
}


def describe(code: str, values: dict[str, Any]) -> FaultText:
    """What is wrong and what to do, for a stored fault. KeyError for a code that nobody declared."""
    own = ROW_FAULTS.get(code) or FAULTS[code]
    return FaultText(own.what.format_map(values), own.todo.format_map(values))
