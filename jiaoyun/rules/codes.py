"""Code sets of persons, tolerant of how spreadsheets write them: "1-男", "汉", "01-汉族", "住宿", "妈妈".

Sources: GB/T 2261.1-2003 (sex), GB/T 3304-1991 with its amendment (ethnic groups; 97 and 98 as the roll system uses
them), the national roll's 就读方式 (1 走读, 2 住校), GB/T 4761-2008 (family relations: the part that guardians need).
"""

import re
from enum import StrEnum
from functools import lru_cache

from jiaoyun.rules.faults import Fault
from jiaoyun.rules.text import clean_cell, words


class Sex(StrEnum):
    """GB/T 2261.1-2003."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSTATED = "9"


class Boarding(StrEnum):
    """就读方式 of the national roll."""

    DAY = "1"
    BOARDER = "2"


SEX_LABELS = {Sex.UNKNOWN: "未知的性别", Sex.MALE: "男", Sex.FEMALE: "女", Sex.UNSTATED: "未说明的性别"}
BOARDING_LABELS = {Boarding.DAY: "走读", Boarding.BOARDER: "住校"}

_GROUPS = words(
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 "
    "景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 "
    "裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
#: GB/T 3304: two digits → full name ("01" → 汉族).
ETHNIC_LABELS: dict[str, str] = {
    **{f"{code:02d}": f"{name}族" for code, name in enumerate(_GROUPS, start=1)},
    "97": "其他",
    "98": "外国血统中国籍人士",
}

#: GB/T 4761-2008: two digits → name; the tens (50, 60, 70, 80) stand for "one of this group".
RELATION_LABELS: dict[str, str] = {
    "50": "父母", "51": "父亲", "52": "母亲", "57": "继父或养父", "58": "继母或养母",
    "60": "祖父母或外祖父母", "61": "祖父", "62": "祖母", "63": "外祖父", "64": "外祖母",
    "66": "曾祖父", "67": "曾祖母",
    "70": "兄弟姐妹", "71": "兄", "72": "嫂", "73": "弟", "74": "弟媳",
    "75": "姐姐", "76": "姐夫", "77": "妹妹", "78": "妹夫",
    "80": "其他", "81": "伯父", "82": "伯母", "83": "叔父", "84": "婶母", "85": "舅父", "86": "舅母",
    "87": "姨父", "88": "姨母", "89": "姑父", "90": "姑母", "97": "其他亲属", "99": "非亲属",
}  # fmt: skip

_SEX_WORDS: dict[str, Sex] = {
    **{str(sex): sex for sex in Sex},
    **dict.fromkeys(words("男 男性 男生 男孩 男童 M MALE BOY"), Sex.MALE),
    **dict.fromkeys(words("女 女性 女生 女孩 女童 F FEMALE GIRL"), Sex.FEMALE),
    **dict.fromkeys(words("未知 未知的性别"), Sex.UNKNOWN),
    **dict.fromkeys(words("未说明 未说明的性别"), Sex.UNSTATED),
}
#: Names that the state has replaced, and slips of the pen that are met often.
_OLD_GROUPS = {
    "毛难": "36", "崩龙": "46", "僳僳": "20", "栗僳": "20", "傈傈": "20", "畬": "22", "佘": "22", "卡瓦": "21",
    "佧佤": "21", "仫老": "32", "仡老": "37", "民家": "14", "僮": "08", "维": "05", "蒙": "02", "鲜": "10",
}  # fmt: skip
_ETHNIC_WORDS: dict[str, str] = {
    **{name: code for code, name in ETHNIC_LABELS.items()},
    **{name: f"{code:02d}" for code, name in enumerate(_GROUPS, start=1)},
    **_OLD_GROUPS,
    **{f"{name}族": code for name, code in _OLD_GROUPS.items()},
    **{code: code for code in ETHNIC_LABELS},
    **{str(code): f"{code:02d}" for code in range(1, 10)},
    "其他民族": "97",
    "其它": "97",
    "外国血统": "98",
    "外国血统中国籍": "98",
}
_BOARDING_WORDS: dict[str, Boarding] = {
    **{str(kind): kind for kind in Boarding},
    **dict.fromkeys(words("走读 走读生 通学 通学生 不住校 不寄宿 不住宿"), Boarding.DAY),
    **dict.fromkeys(words("住校 住校生 住宿 住宿生 寄宿 寄宿生 住读 内宿"), Boarding.BOARDER),
}
_RELATION_WORDS: dict[str, str] = {
    **{name: code for code, name in RELATION_LABELS.items()},
    **{code: code for code in RELATION_LABELS},
    **dict.fromkeys(words("父 爸爸 爸 父子 父女"), "51"),
    **dict.fromkeys(words("母 妈妈 妈 母子 母女"), "52"),
    **dict.fromkeys(words("继父 养父 后爸"), "57"),
    **dict.fromkeys(words("继母 养母 后妈"), "58"),
    **dict.fromkeys(words("(外)祖父母 祖父母 外祖父母 隔代"), "60"),
    **dict.fromkeys(words("爷爷 爷"), "61"),
    **dict.fromkeys(words("奶奶 奶"), "62"),
    **dict.fromkeys(words("外公 姥爷"), "63"),
    **dict.fromkeys(words("外婆 姥姥"), "64"),
    **dict.fromkeys(words("哥哥 哥 兄长"), "71"),
    **dict.fromkeys(words("弟弟"), "73"),
    **dict.fromkeys(words("姐"), "75"),
    **dict.fromkeys(words("妹"), "77"),
    **dict.fromkeys(words("嫂子 嫂嫂"), "72"),
    **dict.fromkeys(words("其它"), "80"),
    **dict.fromkeys(words("伯伯 大伯"), "81"),
    **dict.fromkeys(words("叔叔 叔"), "83"),
    **dict.fromkeys(words("婶婶 婶"), "84"),
    **dict.fromkeys(words("舅舅 舅"), "85"),
    **dict.fromkeys(words("舅妈"), "86"),
    **dict.fromkeys(words("姨夫"), "87"),
    **dict.fromkeys(words("姨妈 姨 阿姨"), "88"),
    **dict.fromkeys(words("姑夫 姑丈"), "89"),
    **dict.fromkeys(words("姑姑 姑妈 姑"), "90"),
    # The one-digit codes are those of the roll's own short list.
    "1": "51", "2": "52", "3": "60", "4": "70", "9": "80",
}  # fmt: skip
_CODE_AND_LABEL = re.compile(r"([0-9]{1,2})(?:\.0$)?\s*[-.、:_,)\]|/]?\s*(.*)", re.S)
_LABEL_AND_CODE = re.compile(r"(.*?[^0-9(])\s*[(-]([0-9]{1,2})\)?")


def parse_sex(text: str) -> Sex:
    """男, 男性, 男生, 1, 1-男, M … → Sex. Faults: sex.blank, sex.unknown."""
    found = _SEX_WORDS.get(text) or _look_up(text, "sex")
    if not found:
        raise Fault("sex.unknown") if clean_cell(text) else Fault("sex.blank")
    return Sex(found)


def parse_ethnicity(text: str) -> str:
    """汉, 汉族, 01, 01-汉族, 毛难族 … → the two digits of GB/T 3304. Faults: ethnicity.blank, ethnicity.unknown."""
    found = _ETHNIC_WORDS.get(text) or _look_up(text, "ethnicity")
    if not found:
        raise Fault("ethnicity.unknown") if clean_cell(text) else Fault("ethnicity.blank")
    return found


def parse_boarding(text: str) -> Boarding:
    """走读, 住校, 寄宿, 1, 2-住校 … → Boarding. Faults: boarding.blank, boarding.unknown."""
    found = _BOARDING_WORDS.get(text) or _look_up(text, "boarding")
    if not found:
        raise Fault("boarding.unknown") if clean_cell(text) else Fault("boarding.blank")
    return Boarding(found)


def parse_relation(text: str) -> str:
    """父亲, 妈妈, 爷爷, 51, 1-父亲 … → the two digits of GB/T 4761. Faults: relation.blank, relation.unknown."""
    found = _RELATION_WORDS.get(text) or _look_up(text, "relation")
    if not found:
        raise Fault("relation.unknown") if clean_cell(text) else Fault("relation.blank")
    return found


_WORDS: dict[str, dict[str, str]] = {
    "sex": {**_SEX_WORDS},
    "ethnicity": _ETHNIC_WORDS,
    "boarding": {**_BOARDING_WORDS},
    "relation": _RELATION_WORDS,
}


@lru_cache(maxsize=4096)
def _look_up(text: str, which: str) -> str | None:
    """The code of a written value; None when it is unknown or when its number and its word say different things."""
    words = _WORDS[which]
    plain = clean_cell(text).replace(" ", "").upper()
    if plain in words:
        return words[plain]
    if match := _CODE_AND_LABEL.fullmatch(plain):
        code, label = match.groups()
    elif match := _LABEL_AND_CODE.fullmatch(plain):
        label, code = match.groups()
    else:
        return None
    by_code = words.get(code) or words.get(code.zfill(2))
    by_label = words.get(label) if label else by_code
    return by_label if by_code in (None, by_label) else None
