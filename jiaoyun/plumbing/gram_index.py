"""Finding a name in a whole province: bigrams, in a text array with GIN on PostgreSQL, in a table of grams on SQLite.

(pg_trgm and SQLite's trigram cannot find two characters.) The texts lie in GramEntry; the grams where migration 0002
put them, because no model field is right on both databases.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from jiaoyun.plumbing.bulk import lookup_table
from jiaoyun.plumbing.models import GramEntry
from jiaoyun.plumbing.search import LONGEST_QUERY, grams, query_grams
from jiaoyun.rules.names import initials, name_key, pinyin, sort_key

MOST_COUNTED = 1001
_ROWS_A_BATCH = 5000
_MOST_GRAMS = 12

Position = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits by sort key. `count` stops at 1001, shown as 1000+; beyond it the page holds any of the hits, and
    the searcher is asked for more characters. `next` is where the next page begins, or None."""

    owner_ids: tuple[UUID, ...]
    count: int
    next: Position | None


def reindex_names(kind: str, names: Iterable[tuple[UUID, str]]) -> int:
    """Make these things findable by these names (in place of what they were found by); returns how many."""
    rows = iter(names)
    count = 0
    while batch := list(islice(rows, _ROWS_A_BATCH)):
        with transaction.atomic():
            _upsert(kind, [(owner, text_of(name), sort_key(name)) for owner, name in batch])
        count += len(batch)
    return count


def remove_names(kind: str, owner_ids: Sequence[UUID]) -> int:
    """Make these things unfindable; returns how many were."""
    entries = GramEntry.objects.filter(kind=kind, owner_id__in=owner_ids)
    with transaction.atomic():
        if connection.vendor == "sqlite":
            keys = ",".join(str(key) for key in entries.values_list("id", flat=True))
            with connection.cursor() as cursor:
                cursor.execute(f"delete from plumbing_gram where entry_id in ({keys})")  # noqa: S608 - integers
        return entries.delete()[0]


def search_names(
    kind: str,
    text: str,
    *,
    limit: int = 50,
    after: Position | None = None,
    within: "models.QuerySet[Any, Any] | None" = None,
) -> Found:
    """The things of this kind whose name, pinyin or initials hold every word of `text`.

    `within` is a query of the owner ids that may be found (what lies in the searcher's place). A text without anything
    to look for finds nothing.
    """
    words = [key for key in map(name_key, text[:LONGEST_QUERY].split()) if key]
    if not words:
        return Found((), 0, None)
    entries = hits(kind, words)
    if within is not None:
        entries = entries.filter(owner_id__in=within)
    found: list[Position] = sorted(entries.values_list("sort_key", "owner_id")[:MOST_COUNTED])
    rest = [hit for hit in found if after is None or hit > after]
    page = rest[:limit]
    return Found(tuple(owner for _, owner in page), len(found), page[-1] if len(rest) > limit else None)


def hits(kind: str, words: Sequence[str]) -> "models.QuerySet[GramEntry]":
    """The entries that hold every word: found by the index, then checked, because grams alone may fit by chance."""
    wanted = sorted({gram for word in words for gram in query_grams(word)})[:_MOST_GRAMS]
    entries = GramEntry.objects.filter(_with_grams(wanted), kind=kind)
    for word in words:
        entries = entries.filter(text__contains=word)
    return entries


def text_of(name: str) -> str:
    """What a name is found by: its key, its pinyin and its initials."""
    return " ".join(dict.fromkeys((name_key(name), pinyin(name), initials(name))))[:400]


def _with_grams(wanted: list[str]) -> RawSQL:
    if connection.vendor == "postgresql":
        return RawSQL("plumbing_gramentry.grams @> %s::text[]", [wanted], output_field=BooleanField())
    first, *others = (f"g{at}" for at in range(len(wanted)))
    joins = " ".join(f"join plumbing_gram {one} on {one}.entry_id = {first}.entry_id" for one in others)
    fits = " and ".join(f"{one}.gram = %s" for one in (first, *others))
    inner = f"select {first}.entry_id from plumbing_gram {first} {joins} where {fits}"  # noqa: S608 - names made here
    return RawSQL(f"plumbing_gramentry.id in ({inner})", wanted, output_field=BooleanField())  # noqa: S611


_UPSERT = """
insert into plumbing_gramentry (kind, owner_id, text, sort_key{grams})
select %s, fresh.owner_id, fresh.text, fresh.sort_key{split} from {table} fresh where true
on conflict (kind, owner_id) do update set text = excluded.text, sort_key = excluded.sort_key{replace}
"""


def _upsert(kind: str, rows: list[tuple[UUID, str, str]]) -> None:
    columns: dict[str, models.Field[Any, Any]] = {
        "owner_id": models.UUIDField(),
        "text": models.TextField(),
        "sort_key": models.TextField(),
        "grams": models.TextField(),
    }
    postgres = connection.vendor == "postgresql"
    filled = [(*row, " ".join(grams(row[1])) if postgres else "") for row in rows]
    extra = (
        {"grams": ", grams", "split": ", string_to_array(fresh.grams, ' ')", "replace": ", grams = excluded.grams"}
        if postgres
        else {"grams": "", "split": "", "replace": ""}
    )
    with lookup_table("names", columns, filled) as table, connection.cursor() as cursor:
        cursor.execute(_UPSERT.format(table=table, **extra), [kind])
        if not postgres:
            _regram(kind, table, rows)


def _regram(kind: str, table: str, rows: list[tuple[UUID, str, str]]) -> None:
    """SQLite: the grams of these entries, anew."""
    columns: dict[str, models.Field[Any, Any]] = {"owner_id": models.UUIDField(), "gram": models.TextField()}
    pairs = ((owner, gram) for owner, text, _ in rows for gram in grams(text))
    of_kind = f"from plumbing_gramentry e join {table} f on f.owner_id = e.owner_id and e.kind = %s"
    with connection.cursor() as cursor:
        cursor.execute(f"delete from plumbing_gram where entry_id in (select e.id {of_kind})", [kind])  # noqa: S608
        with lookup_table("grams", columns, pairs) as fresh:
            cursor.execute(
                f"insert into plumbing_gram (gram, entry_id) select f.gram, e.id from {fresh} f "  # noqa: S608
                "join plumbing_gramentry e on e.owner_id = f.owner_id and e.kind = %s",
                [kind],
            )
