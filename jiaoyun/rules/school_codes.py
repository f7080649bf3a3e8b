"""学校（机构）标识码: 2 digits class + 2 digits province + 6 digits serial, no check digit.

Source: 教育部《学校（机构）代码管理办法》 2011 and 各级各类学校代码编制规则; provinces GB/T 2260 (36 江西). The serial
orders nothing; a closed code is never given again, so a code is an attribute with dates of validity, not a key.
"""

import re

from jiaoyun.rules.faults import Fault
from jiaoyun.rules.resident_numbers import squeeze_number

#: The first two digits → what kind of school it is.
SCHOOL_CLASSES: dict[str, str] = {
    "11": "幼儿园",
    "21": "小学",
    "22": "成人小学",
    "31": "普通初中",
    "32": "职业初中",
    "33": "成人初中",
    "34": "普通高中",
    "35": "成人高中",
    "36": "中等职业学校",
    "37": "专门学校",
    "41": "普通高等学校",
    "42": "成人高等学校",
    "51": "特殊教育学校",
    "91": "培养研究生的科研机构",
    "92": "民办的其他高等教育机构",
    "93": "中等职业培训机构",
}
_FORM = re.compile(r"[0-9]{10}")


def check_school_code(text: str, province: str = "36") -> str:
    """The ten digits that the text names, blanks and a spreadsheet's ".0" removed.

    Faults: school_code.blank, school_code.form (values: length), school_code.category, school_code.province.
    """
    code = squeeze_number(text).removesuffix(".0")
    if not code:
        raise Fault("school_code.blank")
    if not _FORM.fullmatch(code):
        raise Fault("school_code.form", length=len(code))
    if code[:2] not in SCHOOL_CLASSES:
        raise Fault("school_code.category")
    if code[2:4] != province:
        raise Fault("school_code.province", province=province)
    return code


def school_class_label(code: str) -> str:
    """What kind of school a checked code names, e.g. 小学. KeyError for a code that `check_school_code` refuses."""
    return SCHOOL_CLASSES[code[:2]]
