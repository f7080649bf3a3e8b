"""Workbooks put together part by part, and archives byte by byte: what no honest program would write."""

import io
import struct
import zipfile
import zlib
from typing import NamedTuple

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = ("姓名", "性别", "身份证号")
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def relations(*targets: tuple[str, str]) -> str:
    """A relationships part: pairs of kind and target."""
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'


def cell(ref: str, text: str) -> str:
    """An inline text cell."""
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *texts: str) -> str:
    """A row of text cells from column A on."""
    return f'<row r="{number}">' + "".join(cell(f"{'ABCDEFGH'[i]}{number}", t) for i, t in enumerate(texts)) + "</row>"


def honest_rows(count: int, first: int = 1) -> str:
    """A head and `count` rows of invented pupils."""
    lines = [row(first, *HEAD)]
    lines += [row(first + n, f"张三{n}", "男", f"3699012015010100{n % 100:02d}") for n in range(1, count + 1)]
    return "".join(lines)


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet part."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(*sheets: str, **options: str) -> dict[str, str | bytes]:
    """The parts of a workbook. Options: `states` (one a sheet, comma-separated), `days` (attributes of workbookPr)."""
    states = options.get("states", "").split(",") + ["visible"] * len(sheets)
    listed = "".join(
        f'<sheet name="表{n}" sheetId="{n}" state="{states[n - 1] or "visible"}" r:id="r{n}"/>'
        for n in range(1, len(sheets) + 1)
    )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr {options.get("days", "")}/>'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            *[("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
        ),
    }
    made.update({f"xl/worksheets/sheet{n}.xml": content for n, content in enumerate(sheets, 1)})
    return made


def pack(made: dict[str, str | bytes]) -> bytes:
    """The parts as an honest archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return target.getvalue()


def book(*sheets: str, extra: dict[str, str | bytes] | None = None, **options: str) -> bytes:
    """An .xlsx of these worksheet parts and extra parts."""
    return pack({**parts(*sheets, **options), **(extra or {})})


class Part(NamedTuple):
    """A part of an archive as its directory tells it, true or not."""

    name: str
    stored: bytes
    checksum: int
    size: int
    method: int = 8
    offset: int | None = None


def deflated(name: str, content: bytes) -> Part:
    """An honest part."""
    engine = zlib.compressobj(1, zlib.DEFLATED, -15)
    return Part(name, engine.compress(content) + engine.flush(), zlib.crc32(content), len(content))


def repeated(name: str, before: bytes, block: bytes, times: int, after: bytes, *, checked: bool = False) -> Part:
    """A part whose block is repeated `times`, made without ever being held; its checksum is true only if `checked`."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = engine.compress(before) + engine.flush(zlib.Z_FULL_FLUSH)
    middle = engine.compress(block) + engine.flush(zlib.Z_FULL_FLUSH)
    end = engine.compress(after) + engine.flush()
    checksum = 0
    if checked:
        checksum = zlib.crc32(before)
        for _ in range(times):
            checksum = zlib.crc32(block, checksum)
        checksum = zlib.crc32(after, checksum)
    size = len(before) + len(block) * times + len(after)
    return Part(name, start + middle * times + end, checksum, size)


def archive(members: list[Part]) -> bytes:
    """An archive that says exactly what it is told to say."""
    body, directory = b"", b""
    for part in members:
        name = part.name.encode()
        fields = (20, 0, part.method, 0, 0x21, part.checksum, len(part.stored), part.size & 0xFFFFFFFF, len(name), 0)
        offset = len(body) if part.offset is None else part.offset
        directory += struct.pack("<4sH5H3L5H2L", b"PK\x01\x02", 20, *fields, 0, 0, 0, 0, offset) + name
        if part.offset is None:
            body += struct.pack("<4s5H3L2H", b"PK\x03\x04", *fields) + name + part.stored
    count = len(members)
    return body + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)


def book_with(part: Part) -> bytes:
    """A workbook whose only sheet, or an extra part, is this one."""
    made = parts(sheet(honest_rows(3)))
    made.pop(part.name, None)
    honest = [deflated(name, c.encode() if isinstance(c, str) else c) for name, c in made.items()]
    return archive([*honest, part])
