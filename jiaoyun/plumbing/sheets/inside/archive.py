"""A packed workbook (zip) opened with distrust: what the directory says is checked, what it promises is measured.

Each part is inflated in small steps against one budget for the whole file. Declared sizes prove nothing; the part is
taken only if the directory, the local header, the bytes that came out and their checksum all agree.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from jiaoyun.plumbing.sheets.inside.refused import Refused
from jiaoyun.plumbing.sheets.limits import ENTRIES, UNPACKED_BYTES

_INPUT = 16 * 1024
_OUTPUT = 64 * 1024
_LOCAL = struct.Struct("<4s5H3L2H")


class Archive:
    """The parts of a packed file by name (lower case). Raises damaged, bomb, encrypted, macro, external_links."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.spent = 0
        self.parts: dict[str, zipfile.ZipInfo] = {}
        try:
            directory = zipfile.ZipFile(io.BytesIO(data)).infolist()
        except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as fault:
            raise Refused("damaged", reason=type(fault).__name__) from None
        if len(directory) > ENTRIES:
            raise Refused("bomb", reason="entries")
        for part in directory:
            self._admit(part)
        self._refuse_overlap(directory)

    def _admit(self, part: zipfile.ZipInfo) -> None:
        name = part.filename.lower()
        odd_path = name.startswith("/") or ".." in name.split("/") or "\\" in name or ":" in name
        odd_path = odd_path or any(char < " " for char in name) or name in self.parts
        if odd_path or stat.S_ISLNK(part.external_attr >> 16):
            raise Refused("damaged", reason="path")
        if part.flag_bits & 0x1:
            raise Refused("encrypted")
        if name.rsplit("/", 1)[-1] == "vbaproject.bin" or name.startswith("xl/macrosheets/"):
            raise Refused("macro")
        if name.startswith("xl/externallinks/"):
            raise Refused("external_links")
        self.parts[name] = part

    def _refuse_overlap(self, directory: list[zipfile.ZipInfo]) -> None:
        end = 0
        for part in sorted(directory, key=lambda part: part.header_offset):
            if part.header_offset < end:
                raise Refused("damaged", reason="overlap")
            end = part.header_offset + _LOCAL.size + part.compress_size

    def packed(self, name: str) -> tuple[zipfile.ZipInfo, memoryview]:
        """The directory entry of a part and its bytes as they are stored. Raises damaged."""
        part = self.parts[name]
        start = part.header_offset
        header = self.data[start : start + _LOCAL.size]
        if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
            raise Refused("damaged", reason="header")
        fields = _LOCAL.unpack(header)
        start += _LOCAL.size + fields[9] + fields[10]
        stored = memoryview(self.data)[start : start + part.compress_size]
        if len(stored) < part.compress_size or fields[3] != part.compress_type:
            raise Refused("damaged", reason="truncated")
        return part, stored

    def inflate(self, name: str) -> Iterator[bytes]:
        """The content of a part in pieces of at most 64 KB. Raises bomb when the budget is spent, and damaged."""
        part, stored = self.packed(name)
        size = checksum = 0
        for out in _raw(part.compress_type, stored):
            size += len(out)
            self.spend(len(out))
            checksum = zlib.crc32(out, checksum)
            yield out
        if size != part.file_size or checksum != part.CRC:
            raise Refused("damaged", reason="checksum")

    def spend(self, size: int) -> None:
        """Take `size` bytes from the budget of the whole file. Raises bomb."""
        self.spent += size
        if self.spent > UNPACKED_BYTES:
            raise Refused("bomb", reason="size")

    def xml(self, name: str) -> Iterator[bytes]:
        """As `inflate`, for a part that is XML in UTF-8 and declares no document type. Raises damaged."""
        tail = b""
        for out in self.inflate(name):
            if not tail and out[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"):
                raise Refused("damaged", reason="utf16")
            if b"<!DOCTYPE" in out or b"<!D" in tail + out[:8]:
                raise Refused("damaged", reason="doctype")
            tail = out[-8:]
            yield out

    def read(self, name: str, at_most: int) -> bytes:
        """A small XML part whole. Raises damaged when it is not small."""
        content = b"".join(self.xml(name))
        if len(content) > at_most:
            raise Refused("damaged", reason="part_size")
        return content

    def verify(self, name: str) -> None:
        """Inflate a part and forget it, to know that it may be handed to another reader."""
        for _ in self.xml(name) if name.endswith((".xml", ".rels", ".vml")) else self.inflate(name):
            pass


def _raw(method: int, stored: memoryview) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        for start in range(0, len(stored), _OUTPUT):
            yield bytes(stored[start : start + _OUTPUT])
        return
    if method != zipfile.ZIP_DEFLATED:
        raise Refused("damaged", reason="method")
    engine = zlib.decompressobj(-15)
    try:
        for start in range(0, len(stored), _INPUT):
            waiting: bytes | memoryview = stored[start : start + _INPUT]
            while waiting:
                if out := engine.decompress(waiting, _OUTPUT):
                    yield out
                waiting = engine.unconsumed_tail
                if engine.eof:
                    return
    except zlib.error:
        raise Refused("damaged", reason="deflate") from None
    while out := engine.decompress(b"", _OUTPUT):
        yield out
    raise Refused("damaged", reason="deflate_end")
