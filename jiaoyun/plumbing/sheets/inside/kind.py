"""What a file is, told by its content. The name of the file decides nothing."""

from jiaoyun.plumbing.sheets.inside.refused import Refused

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF16 = (b"\xff\xfe", b"\xfe\xff")

_PICTURE, _ARCHIVE = "图片", "压缩包"
_FOREIGN = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"RIFF", "图片或音视频"),
    (b"ID3", "音视频"),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"{\\rtf", "Word 文档"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"SQLite format 3", "数据库文件"),
)
_OLE_STREAMS = (("WordDocument", "Word 文档"), ("PowerPoint Document", "PPT 演示文稿"), ("__nameid_version", "邮件"))


def sniff(data: bytes) -> str:
    """`zip`, `ole`, `html` or `csv`. Raises empty, not_a_sheet, other_format."""
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise Refused("empty")
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    for magic, what in _FOREIGN:
        if data.startswith(magic) and not (magic == b"BM" and b"\x00" not in data[:64]):
            raise Refused("not_a_sheet", what=what)
    return _sniff_text(data)


def _sniff_text(data: bytes) -> str:
    start = data[:8192]
    if start.startswith(UTF16):
        start = start.replace(b"\x00", b"")
    elif b"\x00" in start:
        raise Refused("not_a_sheet", what="无法识别的文件")
    start = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"mime-version:", b"from: <saved by")):
        raise Refused("other_format", format="单个文件网页（MHTML）")
    if not start.startswith(b"<"):
        return "csv"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and b"<html" not in start:
        raise Refused("other_format", format="XML 表格 2003")
    if b"<svg" in start:
        raise Refused("not_a_sheet", what=_PICTURE)
    if any(tag in start for tag in (b"<html", b"<table", b"<meta", b"<!doctype html", b"<head", b"<style", b"<body")):
        return "html"
    raise Refused("not_a_sheet", what="网页或 XML 文件")


def check_ole(data: bytes) -> None:
    """Whether an OLE2 container holds an old workbook. Raises encrypted, macro, not_a_sheet, damaged.

    The names of the streams stand in the container's directory as UTF-16; looking for them needs no parser.
    """
    if _names(data, "EncryptedPackage"):
        raise Refused("encrypted")
    if _names(data, "_VBA_PROJECT_CUR"):
        raise Refused("macro")
    if _names(data, "Workbook") or _names(data, "Book"):
        return
    for stream, what in _OLE_STREAMS:
        if _names(data, stream):
            raise Refused("not_a_sheet", what=what)
    directory = int.from_bytes(data[48:52], "little")
    if (directory + 2) * 512 > len(data):
        raise Refused("damaged", reason="truncated")
    raise Refused("not_a_sheet", what="无法识别的文件")


def _names(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") + b"\x00\x00" in data
