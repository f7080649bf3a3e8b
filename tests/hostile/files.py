"""Files that a stranger, or a tired secretary, might upload: each with the verdict that it must get.

`HOSTILE` names a builder for each; a builder returns the file's name, its bytes, and the code of the expected fault, or
None where the file must be read. Bombs are small on disk and made when asked for.
"""

import io
import random
import zipfile
from collections.abc import Callable, Iterator

import xlsxwriter
import xlwt

from tests.plumbing.sheets import packing

Built = tuple[str, bytes, str | None]
Builder = Callable[[], Built]

SHEET = "xl/worksheets/sheet1.xml"
HONEST = packing.sheet(packing.honest_rows(30))
CSV = "姓名,性别,身份证号\n" + "".join(f"张三{n},男,3699012015010100{n:02d}\n" for n in range(1, 31))
HTML = (
    "<html><head><meta charset='utf-8'><style>td{mso-number-format:'@'}</style></head><body><table border=1>"
    "<tr><th colspan=3>学生名册</th></tr><tr><td>姓名</td><td>性别</td><td>身份证号</td></tr>"
    "<tr><td>张三</td><td>男</td><td>369901201501010011</td></tr></table></body></html>"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN = f'<worksheet xmlns="{packing.MAIN}"><sheetData>'.encode()
_CLOSE = b"</sheetData></worksheet>"
_MB = 1024 * 1024


def _rows(count: int, width: int = 3) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    page = book.add_worksheet("学生")
    page.write_row(0, 0, [*packing.HEAD, *[f"备注{n}" for n in range(4, width + 1)]])
    for number in range(1, count + 1):
        page.write_row(number, 0, [f"张三{number}", "男", "369901201501010011"])
        if width > 3:
            page.write_string(number, width - 1, "有")
    book.close()
    return target.getvalue()


def old_workbook() -> bytes:
    """An .xls of Excel 97 with a head and three rows."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("学生")
    for column, title in enumerate(packing.HEAD):
        page.write(0, column, title)
    for number in range(1, 4):
        for column, text in enumerate((f"张三{number}", "女", "369901201501010011")):
            page.write(number, column, text)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _with_part(name: str, content: bytes = b"x") -> bytes:
    return packing.book(HONEST, extra={name: content})


def _doctype(declaration: str, text: str) -> bytes:
    return packing.book(declaration + packing.sheet(packing.row(1, *packing.HEAD) + packing.row(2, text, "男", "1")))


def _entities() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return _doctype(f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]>', "&e9;")


def _far(ref: str, line: int) -> bytes:
    return packing.book(packing.sheet(packing.honest_rows(30) + f'<row r="{line}">{packing.cell(ref, "远")}</row>'))


def _used_range(cells: str) -> bytes:
    blank = "".join(f'<row r="{n}" s="1" customFormat="1">{cells}</row>' for n in range(32, 1_048_577))
    return packing.book(packing.sheet(packing.honest_rows(30) + blank, '<dimension ref="A1:C1048576"/>'))


def _blank_stretch() -> bytes:
    block = b'<row spans="1:3"><c s="1"/><c s="1"/><c s="1"/></row>' * 8_000
    start = _OPEN + packing.honest_rows(30).encode()
    return packing.book_with(packing.repeated(SHEET, start, block, 800, _CLOSE, checked=True))


def _shared_text_flood() -> bytes:
    strings = f'<sst xmlns="{packing.MAIN}"><si><t>{"长" * 32_000}</t></si></sst>'
    cells = '<c t="s"><v>0</v></c>' * 20
    rows = "".join(f'<row r="{n}">{cells}</row>' for n in range(2, 40_000))
    flood = packing.sheet(packing.row(1, *packing.HEAD) + rows)
    return packing.book(flood, extra={"xl/sharedStrings.xml": strings})


def _overlapping() -> bytes:
    honest = [packing.deflated(name, str(c).encode()) for name, c in packing.parts(HONEST).items()]
    return packing.archive([*honest, *(honest[-1]._replace(name=f"xl/copy{n}.xml", offset=0) for n in range(3))])


def _claiming(size: int) -> bytes:
    honest = packing.deflated(SHEET, HONEST.encode())
    return packing.book_with(honest._replace(size=size))


def _symlink() -> bytes:
    data = bytearray(_with_part("xl/link.xml", b"/etc/passwd"))
    place = data.rfind(b"PK\x01\x02")
    data[place + 38 : place + 42] = (0o120777 << 16).to_bytes(4, "little")
    return bytes(data)


def _ole(*streams: str) -> bytes:
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le") + bytes(64) for name in streams) + bytes(512)


def _old_with(stream: str) -> bytes:
    return old_workbook() + stream.encode("utf-16-le") + bytes(64)


def _wide(columns: int) -> bytes:
    return (",".join(f"列{n}" for n in range(columns)) + "\n" + ",".join("1" * columns) + "\n").encode()


def _bomb(before: bytes, block: bytes, megabytes: int) -> bytes:
    return packing.book_with(packing.repeated(SHEET, before, block * _MB, megabytes, _CLOSE))


def _built(name: str, make: Callable[[], bytes], code: str | None) -> Builder:
    return lambda: (name, make(), code)


_BOMBS: dict[str, tuple[str, Callable[[], bytes], str | None]] = {
    "bomb_blanks": ("bomb_ws.xlsx", lambda: _bomb(_OPEN, b" ", 2048), "bomb"),
    "bomb_cell": ("bomb_cell.xlsx", lambda: _bomb(_OPEN + b'<row r="1"><c t="str"><v>', b"A", 1024), "bomb"),
    "bomb_head": ("bomb_head.xlsx", lambda: _bomb(b"<worksheet>", b" ", 1024), "bomb"),
    "bomb_media": (
        "bomb.xlsx",
        lambda: packing.book_with(packing.repeated("xl/media/a.png", b"", bytes(_MB), 1024, b"")),
        "bomb",
    ),
    "entity_bomb": ("e.xlsx", _entities, "damaged"),
    "external_entity": (
        "e.xlsx",
        lambda: _doctype('<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]>', "&p;"),
        "damaged",
    ),
    "shared_text_flood": ("flood.xlsx", _shared_text_flood, "bomb"),
    "empty_entries": (
        "many.xlsx",
        lambda: packing.book(HONEST, extra={f"xl/e{n}": b"" for n in range(10_000)}),
        "bomb",
    ),
    "overlapping": ("quine.xlsx", _overlapping, "damaged"),
    "forged_size": ("forged.xlsx", lambda: _claiming(0xFFFFFFF0), "damaged"),
    "understated_size": ("forged.xlsx", lambda: _claiming(10), "damaged"),
    "tiny_claim": ("t.xlsx", lambda: packing.archive([packing.Part("a", b"", 0, 0xFFFFFFF0)]), "not_a_sheet"),
    "zip_slip": ("slip.xlsx", lambda: _with_part("../../etc/cron.d/x"), "damaged"),
    "zip_backslash": ("slip.xlsx", lambda: _with_part("..\\..\\x"), "damaged"),
    "symlink": ("link.xlsx", _symlink, "damaged"),
    "truncated": ("half.xlsx", lambda: packing.book(HONEST)[:-600], "damaged"),
    "truncated_old": ("half.xls", lambda: old_workbook()[:-600], "damaged"),
    "macro": ("m.xlsm", lambda: _with_part("xl/vbaProject.bin"), "macro"),
    "macro_sheet": ("m.xlsx", lambda: _with_part("xl/macrosheets/sheet1.xml"), "macro"),
    "macro_old": ("m.xls", lambda: _old_with("_VBA_PROJECT_CUR"), "macro"),
    "external_link": ("l.xlsx", lambda: _with_part("xl/externalLinks/externalLink1.xml"), "external_links"),
    "encrypted": ("secret.xlsx", lambda: _ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
}

_SHAPES: dict[str, tuple[str, Callable[[], bytes], str | None]] = {
    "far_corner": ("far.xlsx", lambda: _far("XFD1048576", 1_048_576), "too_many_columns"),
    "far_row": ("far.xlsx", lambda: _far("A1048576", 1_048_576), None),
    "dimension_lie": (
        "lie.xlsx",
        lambda: packing.book(packing.sheet(packing.honest_rows(30), '<dimension ref="A1:XFD1048576"/>')),
        None,
    ),
    "used_range": ("used.xlsx", lambda: _used_range(""), None),
    "used_range_cells": ("used.xlsx", lambda: _used_range('<c s="1"/><c s="1"/><c s="1"/>'), None),
    "blank_stretch": ("used.xlsx", _blank_stretch, None),
    "rows_100000": ("rows.xlsx", lambda: _rows(100_000), None),
    "rows_100001": ("rows.xlsx", lambda: _rows(100_001), "too_many_rows"),
    "rows_100001_text": ("rows.csv", lambda: ("姓名,性别\n" + "张三,男\n" * 100_001).encode(), "too_many_rows"),
    "columns_256": ("wide.xlsx", lambda: _rows(3, 256), None),
    "columns_257": ("wide.xlsx", lambda: _rows(3, 257), "too_many_columns"),
    "columns_16384": ("wide.xlsx", lambda: _rows(3, 16_384), "too_many_columns"),
    "columns_text": ("wide.csv", lambda: _wide(16_384), "too_many_columns"),
    "long_cell": ("long.csv", lambda: (CSV + "长" * 32_768 + ",男,1\n").encode(), "too_long_cell"),
    "unclosed_quote": ("q.csv", lambda: (CSV + '"李四,男,1\n' + CSV * 4_000).encode(), "unclosed_quote"),
    "unclosed_at_end": ("q.csv", lambda: (CSV + '"李四,男,1\n').encode(), "unclosed_quote"),
    "line_of_19_mb": ("one.csv", lambda: b"a" * (19 * _MB), "too_long_cell"),
    "line_of_50_mb": ("one.csv", lambda: b"a," * (25 * _MB), "too_large"),
}

_KINDS: dict[str, tuple[str, Callable[[], bytes], str | None]] = {
    "nothing": ("nothing.xlsx", lambda: b"", "empty"),
    "zeros": ("zeros.xlsx", lambda: bytes(5_000), "empty"),
    "empty_book": ("blank.xlsx", lambda: packing.book(packing.sheet("")), "empty"),
    "empty_archive": ("blank.xlsx", lambda: packing.pack({}), "empty"),
    "no_head": ("data.csv", lambda: b"369901201501010011,20150101\n" * 5, "no_head"),
    "html": ("导出.xls", lambda: HTML.encode(), None),
    "html_gbk": ("导出.xls", lambda: HTML.replace("utf-8", "gbk").encode("gbk"), None),
    "html_nested": ("导出.xls", lambda: b"<table><tr><td>" * 5_000, "damaged"),
    "html_span": ("导出.xls", lambda: b"<table><tr>" + b"<td colspan=99999>a" * 99, "too_many_columns"),
    "old_named_new": ("学生.xlsx", old_workbook, None),
    "text_named_new": ("学生.xlsx", lambda: CSV.encode(), None),
    "text_gbk": ("学生.csv", lambda: CSV.encode("gbk"), None),
    "text_gbk_rare": ("学生.csv", lambda: CSV.encode("gbk") + b"\xfe\x9f,\xc4\xd0,1\n", None),
    "text_utf16": ("学生.csv", lambda: CSV.replace(",", "\t").encode("utf-16"), None),
    "text_bom": ("学生.csv", lambda: CSV.encode("utf-8-sig"), None),
    "text_mixed": ("混.csv", lambda: CSV.encode() + "李四,男,1\n".encode("gbk") + b"\xff\n", "encoding"),
    "text_lone_byte": ("混.csv", lambda: b"a,b\nc,\xff\n", "encoding"),
    "polyglot": ("a.xlsx", lambda: b"\xff\xd8\xff\xe0" + packing.book(HONEST), "not_a_sheet"),
    "picture": ("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "not_a_sheet"),
    "pdf": ("a.xlsx", lambda: b"%PDF-1.7\n", "not_a_sheet"),
    "word": ("a.xlsx", lambda: packing.pack({"word/document.xml": "<w/>"}), "not_a_sheet"),
    "word_old": ("a.xls", lambda: _ole("WordDocument"), "not_a_sheet"),
    "archive": ("a.xlsx", lambda: packing.pack({"a.txt": "a"}), "not_a_sheet"),
    "svg": ("a.xls", lambda: b"<svg onload='alert(1)'/>", "not_a_sheet"),
    "ods": (
        "a.ods",
        lambda: packing.pack({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "other_format",
    ),
    "xlsb": ("a.xlsb", lambda: packing.pack({"xl/workbook.bin": b"x"}), "other_format"),
    "xml_2003": (
        "a.xls",
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "other_format",
    ),
    "mhtml": ("a.xls", lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "other_format"),
}

HOSTILE: dict[str, Builder] = {key: _built(*value) for key, value in {**_BOMBS, **_SHAPES, **_KINDS}.items()}


def mutations(seed: int, data: bytes, count: int) -> Iterator[bytes]:
    """`count` damaged copies of a file, always the same for one seed.

    Bytes are changed, cut, doubled, zeroed or drawn by lot: in the file itself, and in every second copy of a packed
    workbook inside one of its parts, so that the damage passes the checksums.
    """
    chance = random.Random(seed)
    parts = _parts_of(data) if data.startswith(b"PK") else {}
    for number in range(count):
        if parts and number % 2:
            name = chance.choice(sorted(parts))
            yield packing.pack({**parts, name: _damaged(bytes(parts[name]), chance)})
        else:
            yield _damaged(data, chance)


def _parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _damaged(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        _damage(made, chance)
    return bytes(made)


def _damage(made: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(made) or 1)
    stop = start + chance.choice((1, 2, 4, 64, 1024))
    match chance.randrange(8):
        case 0 | 1 | 2:
            made[start : start + 1] = bytes([chance.randrange(256)])
        case 3:
            del made[start:stop]
        case 4:
            made[start:start] = made[start:stop]
        case 5:
            made[start:stop] = bytes(len(made[start:stop]))
        case 6:
            del made[start:]
        case _:
            made[start:stop] = chance.randbytes(len(made[start:stop]))
