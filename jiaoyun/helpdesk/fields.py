"""What tickets ask, by key; the same keys carry what was typed before a refusal (plumbing/carried.py)."""

from collections.abc import Callable
from dataclasses import dataclass

from jiaoyun.rules.masking import hint_document, mask_name, mask_phone, mask_roll_number


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One line of a form: label, hint, how it is masked, longest text, and what browsers may fill in."""

    label: str
    hint: str
    mask: Callable[[str], str]
    longest: int = 60
    autocomplete: str = "off"


def _whole(text: str) -> str:
    return text


def _account(text: str) -> str:
    return f"{text[:2]}***{text[-2:]}" if len(text) > 6 else "***"


FIELDS: dict[str, FieldSpec] = {
    "name": FieldSpec("姓名", "身份证上的姓名", mask_name, 60, "name"),
    "right_name": FieldSpec("正确的姓名", "和身份证或户口簿上的一致", mask_name, 60, "name"),
    "document": FieldSpec("身份证件号", "只给处理的人核对用", hint_document, 40),
    "roll_number": FieldSpec("学籍号", "G 开头，没有可不填", mask_roll_number, 40),
    "phone": FieldSpec("要处理的手机号", "11 位，就是提示已注册的那个号码", mask_phone, 30),
    "account": FieldSpec("账号", "登录时填的账号、学籍号、手机号或身份证号", _account, 80),
    "school": FieldSpec("学校名称", "写全称，例如某某县某某镇中心小学", _whole, 60),
    "school_code": FieldSpec("学校标识码", "10 位数字，不知道可不填", _whole, 10),
    "county": FieldSpec("所在区县", "学校在哪个区县", _whole, 12),
}


def masked(typed: dict[str, str]) -> list[tuple[str, str]]:
    """(label, masked value) of everything typed, in the order of FIELDS; a place is shown by its name elsewhere."""
    return [(spec.label, spec.mask(typed[key])) for key, spec in FIELDS.items() if typed.get(key) and key != "county"]


def whole(typed: dict[str, str]) -> list[tuple[str, str]]:
    """(label, value) in full: for the asker, and within an open case."""
    return [(spec.label, typed[key]) for key, spec in FIELDS.items() if typed.get(key) and key != "county"]
