"""How a person's name is written: the form that is stored, what no name can hold, the key by which names are compared.

Sources: GB 18030-2022 and GB/T 13000 (the CJK blocks up to extension H are names' characters), GB 18030-2000 (the 80
places FE50–FEA0 that old systems show as private-use U+E815–U+E864), UAX #15 (NFC rewrites CJK compatibility
ideographs, so they are left as typed and folded in the key only), 公安部 practice (U+00B7 is the dot of names).
"""

import re
import unicodedata
from functools import lru_cache

from jiaoyun.rules.faults import Fault
from jiaoyun.rules.text import clean_cell, has_control, words

LONGEST_NAME = 60
_HAN = "\u2e80-\u2fd5\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_PLAIN_HAN = re.compile(r"[\u4e00-\u9fff]+")
_IS_HAN = re.compile(f"[{_HAN}]")
_COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_DOTS = re.compile(
    r" *[\u00b7\u02d9\u0387\u2022\u2027\u2219\u22c5\u25e6\u30fb\uff65][ \u00b7\u02d9\u2022\u2027\u30fb]*"
)
_TYPED_DOTS = re.compile(f"(?<=[{_HAN}]) *[.。、]+ *(?=[{_HAN}])")
_HAN_BLANKS = re.compile(f"(?<=[{_HAN}]) +(?=[{_HAN}])")
_EDGE_MARKS = " \n·.。、,，;:*_~-"

#: Where Python's codec still gives a private-use character, GB 18030-2005 and -2022 name these.
_LATER_NAMED = dict(
    pair.split(":")
    for pair in words(
        "FE51:20087 FE52:20089 FE53:200CC FE59:9FB4 FE61:9FB5 FE66:9FB6 FE67:9FB7 FE6C:215D7 FE6D:9FB8 FE76:2298F "
        "FE7E:9FB9 FE90:9FBA FE91:241FE FEA0:9FBB"
    )
)


def _private_use_map() -> dict[int, str]:
    """U+E815…U+E864 → the character that GBK FE50…FEA0 means (FE7F is not a place)."""
    places = [(0xFE, low) for low in range(0x50, 0xA1) if low != 0x7F]
    found: dict[int, str] = {}
    for code, place in enumerate(places, start=0xE815):
        later = _LATER_NAMED.get(bytes(place).hex().upper())
        found[code] = chr(int(later, 16)) if later else bytes(place).decode("gb18030")
    return found


_PRIVATE_USE = _private_use_map()


def normalise_name(text: str) -> str:
    """The name as it is stored: cleaned, every dot U+00B7, no blanks inside Han names, single blanks in Latin ones.

    Private-use characters of old GBK systems become the real ones (U+E863 → 䶮); marks at the ends go; composed
    (NFC) except for compatibility ideographs, which stay as typed. Refuses nothing. Idempotent.
    """
    if _PLAIN_HAN.fullmatch(text):
        return text
    return _normalise(text)


@lru_cache(maxsize=4096)
def _normalise(text: str) -> str:
    before, name = None, text
    while name != before:
        before, name = name, _normalise_once(name)
    return name


def _normalise_once(text: str) -> str:
    name = _compose(clean_cell(_compose(text)).translate(_PRIVATE_USE))
    name = _TYPED_DOTS.sub("·", _DOTS.sub("·", name))
    return _HAN_BLANKS.sub("", name).strip(_EDGE_MARKS)


def _compose(text: str) -> str:
    """NFC of everything but compatibility ideographs."""
    if text.isascii():
        return text
    if not _COMPATIBILITY.search(text):
        return unicodedata.normalize("NFC", text)
    parts = _COMPATIBILITY.split(text)
    return "".join(part if at % 2 else unicodedata.normalize("NFC", part) for at, part in enumerate(parts))


def name_key(name: str) -> str:
    """What two spellings of one name have in common: compatibility forms, case, dots, blanks and apostrophes removed.

    For searching and comparing, never for storing and never to merge persons by. At most 120 characters: one ligature
    may stand for eighteen letters.
    """
    if _PLAIN_HAN.fullmatch(name):
        return name
    return _key(name)


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    # What is taken out may bring another mark to the edge, which the stored form would not keep: until nothing changes.
    before, key = None, name
    while key != before:
        folded = unicodedata.normalize("NFKC", normalise_name(key)).casefold()
        before, key = key, unicodedata.normalize("NFKC", _NOT_COMPARED.sub("", folded))
    return key[:LONGEST_KEY]


LONGEST_KEY = 120
_NOT_COMPARED = re.compile(r"[·\s.\-'\u2018\u2019\u02bc`\u0f0b\u0f0c]+")
_SHEET_ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!)", re.IGNORECASE)
_LOST = re.compile("[?□�〓\ue000-\uf8ff\U000f0000-\U0010ffff]")
_DESCRIBED = re.compile("[\u2ff0-\u2fff\u31ef]")
_BRACKETS = re.compile(r"[()\[\]{}【】〔〕《》〈〉「」]")
_BETWEEN_HAN = re.compile(f"[{_HAN}][-.'\u2018\u2019][{_HAN}]")
_MARK_ALONE = frozenset("· -'\u2018\u2019.\u02bc\u0f0b\u0f0c\u0f0d")
_MOST_MARKS = 4


def check_name(text: str) -> str:
    """The name to store, or why it cannot be a name. One character is a name; so is any script's.

    Faults: name.blank, .control (line breaks too: two names in one cell), .sheet_error (#REF!), .formula, .too_long
    (values: limit), .lost_character (? □ � or a private-use character), .described_character (⿰韦华), .brackets,
    .digits, .characters.
    """
    if len(text) <= LONGEST_NAME and _PLAIN_HAN.fullmatch(text):
        return text
    plain = clean_cell(text)
    if has_control(plain):
        raise Fault("name.control")
    if _SHEET_ERROR.fullmatch(plain):
        raise Fault("name.sheet_error")
    if plain.startswith(("=", "+", "@", "-")) and len(plain) > 1:
        raise Fault("name.formula")
    name = normalise_name(plain)
    if not name:
        raise Fault("name.blank")
    if len(name) > LONGEST_NAME:
        raise Fault("name.too_long", limit=LONGEST_NAME)
    _refuse_characters(name)
    return name


def _refuse_characters(name: str) -> None:
    """Refuse the first thing in the name that no name holds."""
    if _LOST.search(name):
        raise Fault("name.lost_character")
    if _DESCRIBED.search(name):
        raise Fault("name.described_character")
    if _BRACKETS.search(name):
        raise Fault("name.brackets")
    letters, marks = 0, 0
    for char in name:
        category = "Lo" if _IS_HAN.match(char) else unicodedata.category(char)
        if category[0] == "N":
            raise Fault("name.digits")
        marks = marks + 1 if category[0] == "M" else 0
        letters += category[0] == "L"
        if marks > _MOST_MARKS or not (category[0] in "LM" or char in _MARK_ALONE):
            raise Fault("name.characters")
    if not letters or _BETWEEN_HAN.search(name):
        raise Fault("name.characters")
