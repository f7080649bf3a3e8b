"""The table of contents of an .xlsx workbook: its sheets in order, which are hidden, and where dates begin."""

from collections.abc import Callable
from posixpath import normpath
from typing import NamedTuple
from xml.parsers import expat

from jiaoyun.plumbing.sheets.inside.archive import Archive
from jiaoyun.plumbing.sheets.inside.refused import Refused

_CONTENTS = "xl/workbook.xml"
_MOST = 4 * 1024 * 1024


class SheetPart(NamedTuple):
    """One worksheet: its title, whether it is hidden, and the name of its part in the archive."""

    name: str
    hidden: bool
    part: str


class Contents(NamedTuple):
    """The worksheets in order, and whether days count from 1904 (old Macintosh workbooks)."""

    sheets: tuple[SheetPart, ...]
    from_1904: bool


def read_contents(archive: Archive) -> Contents:
    """The worksheets of the workbook; chart sheets are left out. Raises damaged, empty, not_a_sheet, other_format."""
    if _CONTENTS not in archive.parts:
        raise _foreign(archive)
    targets = _targets(archive)
    sheets: list[SheetPart] = []
    from_1904 = False

    def element(tag: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        plain = {key.rsplit(":", 1)[-1]: value for key, value in attributes.items()}
        if tag == "workbookPr":
            from_1904 = plain.get("date1904", "0").lower() in ("1", "true", "on")
        elif tag == "sheet":
            part = targets.get(plain.get("id", ""), "")
            if part in archive.parts and "/worksheets/" in part:
                sheets.append(SheetPart(plain.get("name", ""), plain.get("state", "visible") != "visible", part))

    _parse(archive.read(_CONTENTS, _MOST), element)
    if not sheets:
        raise Refused("empty")
    return Contents(tuple(sheets), from_1904)


def _targets(archive: Archive) -> dict[str, str]:
    targets: dict[str, str] = {}

    def element(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else normpath("xl/" + target)
            targets[attributes.get("Id", "")] = path.lower()

    relations = "xl/_rels/workbook.xml.rels"
    if relations not in archive.parts:
        raise Refused("damaged", reason="relations")
    _parse(archive.read(relations, _MOST), element)
    return targets


def _parse(content: bytes, element: Callable[[str, dict[str, str]], None]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: element(tag.rsplit(":", 1)[-1], attributes)
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as fault:
        raise Refused("damaged", reason=type(fault).__name__) from None


def _foreign(archive: Archive) -> Refused:
    names = archive.parts
    if "xl/workbook.bin" in names:
        return Refused("other_format", format=".xlsb")
    if "mimetype" in names:
        kind = b"".join(archive.inflate("mimetype"))[:200]
        if b"opendocument.spreadsheet" in kind:
            return Refused("other_format", format=".ods")
    for folder, what in (("word/", "Word 文档"), ("ppt/", "PPT 演示文稿"), ("meta-inf/", "程序或文档包")):
        if any(name.startswith(folder) for name in names):
            return Refused("not_a_sheet", what=what)
    return Refused("empty") if not names else Refused("not_a_sheet", what="压缩包")
