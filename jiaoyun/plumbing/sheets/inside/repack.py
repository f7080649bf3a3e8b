"""A workbook written anew from parts that were checked: what was measured is exactly what the reader gets.

Two zip readers can disagree about one hostile file. The file that calamine sees is written here, with our own
directory, holding only what cells need: contents, formats, shared texts, and the rows wanted.
"""

import os
import struct
import zlib
from typing import NamedTuple

from jiaoyun.plumbing.sheets.inside.archive import Archive

_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = "<?xml version='1.0' encoding='UTF-8'?>"


class _Entry(NamedTuple):
    name: bytes
    method: int
    checksum: int
    packed: int
    size: int
    offset: int


class Repacked:
    """A workbook in an anonymous file in memory. Add worksheets, `finish`, then open `path`."""

    def __init__(self) -> None:
        self._file = os.memfd_create("sheet")
        self._entries: list[_Entry] = []
        self._offset = 0
        self.sheets = 0

    @property
    def path(self) -> str:
        """The path under which this process can open the file."""
        return f"/proc/self/fd/{self._file}"

    def add_sheet(self, content: bytes) -> str:
        """Add one worksheet and return its name."""
        self.sheets += 1
        self._add(f"xl/worksheets/s{self.sheets}.xml", content)
        return f"s{self.sheets}"

    def finish(self, archive: Archive, from_1904: bool) -> None:
        """Add the contents, and the formats and shared texts of the original, then close the directory."""
        relations = [("worksheet", f"worksheets/s{number}.xml") for number in range(1, self.sheets + 1)]
        for kind in ("styles", "sharedStrings"):
            part = f"xl/{kind}.xml".lower()
            if part in archive.parts:
                archive.verify(part)
                info, stored = archive.packed(part)
                self._write(f"xl/{kind}.xml", info.compress_type, info.CRC, info.file_size, stored)
                relations.append((kind, f"{kind}.xml"))
        self._add("xl/workbook.xml", self._contents(from_1904))
        self._add("xl/_rels/workbook.xml.rels", _relations(relations))
        self._add("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        start = self._offset
        for entry in self._entries:
            self._put(_central(entry))
        count = len(self._entries)
        self._put(_END.pack(b"PK\x05\x06", 0, 0, count, count, self._offset - start, start, 0))

    def _contents(self, from_1904: bool) -> bytes:
        numbers = range(1, self.sheets + 1)
        sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
        days = f'<workbookPr date1904="{int(from_1904)}"/>'
        head = f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{days}'
        return f"{head}<sheets>{sheets}</sheets></workbook>".encode()

    def _add(self, name: str, content: bytes) -> None:
        self._write(name, 0, zlib.crc32(content), len(content), content)

    def _write(self, name: str, method: int, checksum: int, size: int, stored: bytes | memoryview) -> None:
        entry = _Entry(name.encode(), method, checksum, len(stored), size, self._offset)
        self._entries.append(entry)
        fields = (20, 0x800, method, 0, 0x21, checksum, entry.packed, size, len(entry.name), 0)
        self._put(_LOCAL.pack(b"PK\x03\x04", *fields) + entry.name)
        self._put(stored)

    def _put(self, content: bytes | memoryview) -> None:
        self._offset += len(content)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(self._file, rest) :]


def _relations(targets: list[tuple[str, str]]) -> bytes:
    lines = [
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    ]
    return f'{_XML}<Relationships xmlns="{_RELATIONS}">{"".join(lines)}</Relationships>'.encode()


def _central(entry: _Entry) -> bytes:
    sizes = (entry.checksum, entry.packed, entry.size, len(entry.name))
    return _ENTRY.pack(b"PK\x01\x02", 20, 20, 0x800, entry.method, 0, 0x21, *sizes, 0, 0, 0, 0, 0, entry.offset) + (
        entry.name
    )
