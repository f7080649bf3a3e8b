"""Reads the tables that a province is loaded from: CSV in UTF-8 with a head, every fault said with its line."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from jiaoyun.organizations.models import Kind, State
from jiaoyun.rules.faults import Fault
from jiaoyun.rules.school_codes import check_school_code
from jiaoyun.rules.school_types import SCHOOL_TYPES, URBAN_RURAL_LABELS

DATA = Path(__file__).parent / "data"
#: The province as it is shipped: divisions, then functional zones.
SHIPPED = (DATA / "jiangxi.csv", DATA / "zones.csv")

_CODE_MOST, _NAME_MOST = 12, 80
_REGIONS = frozenset(kind.value for kind in Kind if kind is not Kind.SCHOOL)
Line = TypeVar("Line")


class TableError(ValueError):
    """A table cannot be loaded. The message names file, line and what to put right."""


class OrganizationLine(NamedTuple):
    """A region: code (GB/T 2260, or the installation's own for a zone), name, Kind, code of what it hangs under."""

    code: str
    name: str
    kind: str
    parent_code: str


class SchoolLine(NamedTuple):
    """A school. `code` is the organization's code, for ever; `school_code` the ten digits of 学校标识码, or empty."""

    code: str
    name: str
    short_name: str
    parent_code: str
    school_type: str
    school_code: str = ""
    urban_rural: str = ""
    state: str = State.OPEN.value


def read_organizations(path: Path) -> list[OrganizationLine]:
    """The regions of a table with the columns code, name, kind, parent_code. Raises TableError."""
    return _read(path, ("code", "name", "kind", "parent_code"), _organization)


def read_schools(path: Path) -> list[SchoolLine]:
    """The schools of a table: code, name, parent_code, school_type; short_name, school_code, urban_rural, state may
    be missing. Raises TableError."""
    return _read(path, ("code", "name", "parent_code", "school_type"), _school)


def _read(path: Path, needed: tuple[str, ...], make: Callable[[dict[str, str]], Line]) -> list[Line]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            return list(_lines(path, csv.DictReader(opened), needed, make))
    except OSError as missing:
        raise TableError(f"{path}: {missing.strerror}") from None
    except UnicodeDecodeError:
        raise TableError(f"{path} is not UTF-8: save it as CSV UTF-8") from None


def _lines(
    path: Path, reader: "csv.DictReader[str]", needed: tuple[str, ...], make: Callable[[dict[str, str]], Line]
) -> Iterator[Line]:
    lacking = [name for name in needed if name not in (reader.fieldnames or ())]
    if lacking:
        raise TableError(f"{path}: the head lacks {', '.join(lacking)}")
    seen: dict[str, int] = {}
    for number, cells in enumerate(reader, start=2):
        plain = {name: (value or "").strip() for name, value in cells.items() if isinstance(name, str)}
        try:
            first = seen.setdefault(plain["code"], number)
            if first != number:
                raise ValueError(f"code {plain['code']} stands in line {first} already")
            yield make(plain)
        except ValueError as wrong:
            raise TableError(f"{path}, line {number}: {wrong}") from None


def _organization(cells: dict[str, str]) -> OrganizationLine:
    if cells["kind"] not in _REGIONS:
        raise ValueError(f"kind is one of {', '.join(sorted(_REGIONS))}")
    if (cells["kind"] == Kind.PROVINCE) != (not cells["parent_code"]):
        raise ValueError("the province, and nothing else, has no parent_code")
    return OrganizationLine(*_code_and_name(cells), cells["kind"], cells["parent_code"])


def _school(cells: dict[str, str]) -> SchoolLine:
    code, name = _code_and_name(cells)
    school_code, state = cells.get("school_code", ""), cells.get("state") or State.OPEN.value
    if cells["school_type"] not in SCHOOL_TYPES:
        raise ValueError("school_type is three digits of 办学类型 (GB/T 33782)")
    if cells.get("urban_rural") and cells["urban_rural"] not in URBAN_RURAL_LABELS:
        raise ValueError("urban_rural is three digits of 城乡类型")
    if state not in State.values:
        raise ValueError(f"state is one of {', '.join(State.values)}")
    if school_code:
        try:
            school_code = check_school_code(school_code)
        except Fault as fault:
            raise ValueError(f"school_code: {fault.code}") from None
    short_name = cells.get("short_name") or name
    urban_rural = cells.get("urban_rural", "")
    return SchoolLine(
        code, name, short_name, cells["parent_code"], cells["school_type"], school_code, urban_rural, state
    )


def _code_and_name(cells: dict[str, str]) -> tuple[str, str]:
    code, name = cells["code"], cells["name"]
    if not code or len(code) > _CODE_MOST or not code.isascii() or not code.isalnum():
        raise ValueError(f"code is 1 to {_CODE_MOST} letters and digits")
    if not name or len(name) > _NAME_MOST:
        raise ValueError(f"name has 1 to {_NAME_MOST} characters")
    return code, name
