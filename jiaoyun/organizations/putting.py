"""Puts tables of organizations into the tree: what is new is added, what is there keeps its id and gets the new name.

By code, so that the same table can be loaded again. A handful of statements a level of the tree, however many rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from jiaoyun.organizations.models import Kind, Organization, School, Stage, State
from jiaoyun.organizations.tables import OrganizationLine, SchoolLine, TableError
from jiaoyun.rules.names import initials, pinyin
from jiaoyun.rules.school_types import stages_of

_WHY = "a province is loaded as a whole"
# Paths hold the row's own id, which the database gives: until then a row stands under a path that nothing else has.
_NEW = "/+"


@dataclass(frozen=True, slots=True)
class Put:
    """How many rows of a table were new, and how many got another name."""

    added: int
    renamed: int


@dataclass(frozen=True, slots=True)
class _Node:
    code: str
    name: str
    short_name: str
    kind: str
    parent_code: str
    state: str


def put_organizations(lines: Sequence[OrganizationLine]) -> Put:
    """Put regions into the tree, inside the caller's transaction. Raises TableError where a line has no parent there,
    or would move or change the kind of what is there already."""
    return _put([_Node(line.code, line.name, line.name, line.kind, line.parent_code, State.OPEN) for line in lines])


def put_schools(lines: Sequence[SchoolLine], now: datetime) -> Put:
    """Put schools with the 学制 that their 办学类型 usually has, inside the caller's transaction. Raises TableError.

    A school that is there keeps its 学制, type and state: those are changed by commands, not by a table.
    """
    known = set(_codes())
    nodes = [_Node(line.code, line.name, line.short_name, Kind.SCHOOL, line.parent_code, line.state) for line in lines]
    put = _put(nodes)
    ids = _codes()
    fresh = [(ids[line.code], line) for line in lines if line.code not in known]
    School.objects.everywhere(_WHY).bulk_create([_school(key, line, now) for key, line in fresh])
    Stage.objects.everywhere(_WHY).bulk_create(
        Stage(school_id=key, stage=spec.stage.value, years=spec.years, first_grade=spec.first_grade)
        for key, line in fresh
        for spec in stages_of(line.school_type)
    )
    return put


def _school(key: int, line: SchoolLine, now: datetime) -> School:
    return School(
        organization_id=key,
        school_code=line.school_code,
        school_type=line.school_type,
        urban_rural=line.urban_rural,
        opened_at=now if line.state == State.OPEN else None,
    )


def _put(nodes: Sequence[_Node]) -> Put:
    there = {row.code: row for row in _rows()}
    renamed = _rename([(there[node.code], node) for node in nodes if node.code in there], there)
    waiting = [node for node in nodes if node.code not in there]
    ids = {code: row.pk for code, row in there.items()}
    added = 0
    while waiting:
        level = [node for node in waiting if not node.parent_code or node.parent_code in ids]
        if not level:
            lost = sorted({node.parent_code for node in waiting} - {node.code for node in waiting})
            raise TableError(f"there is no organization with the code {', '.join(lost) or waiting[0].parent_code}")
        ids |= _add(level, ids)
        waiting = [node for node in waiting if node.code not in ids]
        added += len(level)
    return Put(added, renamed)


def _rename(pairs: Iterable[tuple[Organization, _Node]], there: dict[str, Organization]) -> int:
    changed = []
    for row, node in pairs:
        parent = there.get(node.parent_code)
        if row.kind != node.kind or row.parent_id != (parent.pk if parent else None):
            raise TableError(f"{node.code} is there already, under another organization or of another kind")
        if (row.name, row.short_name) != (node.name, node.short_name):
            row.name, row.short_name = node.name, node.short_name
            row.name_pinyin, row.name_initials = _sounds(node.name)
            changed.append(row)
    if changed:
        names = ["name", "short_name", "name_pinyin", "name_initials"]
        Organization.objects.everywhere(_WHY).bulk_update(changed, names, batch_size=200)
    return len(changed)


def _add(level: Sequence[_Node], ids: dict[str, int]) -> dict[str, int]:
    """Insert one level of the tree and give its rows their paths; returns their ids by code."""
    rows = []
    for node in level:
        sounds, letters = _sounds(node.name)
        row = Organization(parent_id=ids.get(node.parent_code), path=f"{_NEW}{node.code}/", kind=node.kind)
        row.code, row.name, row.short_name, row.state = node.code, node.name, node.short_name, node.state
        row.name_pinyin, row.name_initials = sounds, letters
        rows.append(row)
    Organization.objects.everywhere(_WHY).bulk_create(rows)
    parents = Organization.objects.everywhere(_WHY).filter(pk=OuterRef("parent_id"))
    above = Coalesce(Subquery(parents.values("path")[:1]), Value("/"))
    Organization.objects.everywhere(_WHY).filter(path__startswith=_NEW).update(
        path=Concat(above, Cast("pk", CharField()), Value("/"))
    )
    return {row.code: row.pk for row in rows}


def _sounds(name: str) -> tuple[str, str]:
    """Pinyin and initials of a place. After the dot the first character is no surname: 乐安 is lean, not yuean."""
    return pinyin(f"·{name}")[:240], initials(f"·{name}")[:80]


def _rows() -> list[Organization]:
    return list(Organization.objects.everywhere(_WHY).filter(valid_to__isnull=True))


def _codes() -> dict[str, int]:
    rows = Organization.objects.everywhere(_WHY).filter(valid_to__isnull=True)
    return dict(rows.values_list("code", "pk"))
