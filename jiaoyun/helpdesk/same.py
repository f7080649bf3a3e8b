"""Tickets that mean the same thing: the same school, however its name is written."""

import re
import unicodedata
from collections.abc import Iterable

from jiaoyun.helpdesk.kinds import Kind

_NOT_A_SIGN = re.compile(r"[^0-9a-z\u3007\u3400-\u9fff\U00020000-\U0003fffd]+")
#: What people leave out or put in: 江西省, 县, 镇, 中心; 小学校 for 小学.
_USUAL = re.compile("江西省|[省市县区镇乡]|中心|(?<=[小中]学)校|(?<![小中])学校$|校区")


def meaning_of(kind: Kind, typed: dict[str, str], fronts: Iterable[str] = ()) -> str:
    """What tickets of a kind are joined by: the name that was typed without what is usually left out, and its county.

    `fronts` are the names of the regions above it from the city down, which people write in front of the school's or
    leave out. Empty where the kind joins nothing or the field is empty. Rather too little is joined than too much:
    第一 and 第二 stay apart, and so do schools of two counties.
    """
    short = _short(typed.get(kind.joins, "")) if kind.joins else ""
    for front in fronts:
        short = short.removeprefix(_short(front.removesuffix("教育局"))) or short
    return f"{typed.get('county', '')}:{short}" if short else ""


def _short(text: str) -> str:
    plain = _NOT_A_SIGN.sub("", unicodedata.normalize("NFKC", text).lower())
    return _USUAL.sub("", plain) or plain
