"""Finding a name among fifty thousand, through the index, on both databases."""

import random
from uuid import UUID

import pytest
from django.db import connection
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.gram_index import MOST_COUNTED, hits, reindex_names, remove_names, search_names
from jiaoyun.plumbing.models import GramEntry

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
GIVEN = "".join(chr(0x4E00 + 37 * step) for step in range(300))
# From fewer PostgreSQL rightly reads the whole table.
COUNT = 50_000


@pytest.fixture(scope="module")
def crowd(django_db_setup, django_db_blocker):
    """Fifty thousand names, once for the module; gone again at its end."""
    chance = random.Random(7)
    names = [
        (uuid7(), chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2)))))
        for _ in range(COUNT)
    ]
    with django_db_blocker.unblock():
        assert reindex_names("crowd", names) == COUNT
        with connection.cursor() as cursor:
            cursor.execute("analyze")
        yield names
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("delete from plumbing_gram")
            cursor.execute("delete from plumbing_gramentry")


@pytest.mark.django_db
@pytest.mark.parametrize("length", [1, 2, 3])
def test_it_finds_exactly_those_that_hold_the_piece(crowd, length: int) -> None:
    pieces = {name[-length:] for _, name in crowd[:200] if len(name) == 3}
    for piece in sorted(pieces)[:12]:
        expected = {owner for owner, name in crowd if piece in name}
        found = search_names("crowd", piece, limit=COUNT)
        assert found.count == min(len(expected), MOST_COUNTED)
        assert (
            set(found.owner_ids) == expected if len(expected) < MOST_COUNTED else len(found.owner_ids) == MOST_COUNTED
        )


@pytest.mark.django_db
def test_counts_stop_at_a_thousand_and_one(crowd) -> None:
    found = search_names("crowd", "w", limit=20)
    assert (found.count, len(found.owner_ids)) == (MOST_COUNTED, 20)


@pytest.mark.django_db
def test_pages_follow_each_other_without_gap_or_repetition(crowd) -> None:
    piece = crowd[0][1][-1]
    whole = search_names("crowd", piece, limit=COUNT)
    seen: list[UUID] = []
    after = None
    while True:
        page = search_names("crowd", piece, limit=30, after=after)
        seen += page.owner_ids
        after = page.next
        if after is None:
            break
    assert tuple(seen) == whole.owner_ids
    assert len(set(seen)) == whole.count > 30


@pytest.mark.django_db
def test_it_uses_the_index(crowd) -> None:
    plan = hits("crowd", [crowd[0][1][-2:]]).explain()
    if connection.vendor == "postgresql":
        assert "gram_entry_grams" in plan
    else:
        assert "SEARCH g0 USING PRIMARY KEY" in plan or "sqlite_autoindex_plumbing_gram" in plan
        assert "SCAN plumbing_gramentry" not in plan


@pytest.mark.django_db
def test_it_finds_by_pinyin_initials_and_two_words() -> None:
    one, other = uuid7(), uuid7()
    reindex_names("person", [(one, "欧阳思琪"), (other, "阿依古丽·买买提")])
    for text in ("欧阳", "思琪", "ouyang", "oys", "yangsi", "欧阳 oysq"):
        assert search_names("person", text).owner_ids == (one,), text
    assert search_names("person", "古丽•买").owner_ids == (other,)
    assert search_names("person", "思欧").owner_ids == ()
    assert search_names("person", " · ").count == 0
    assert search_names("school", "欧阳").owner_ids == ()


@pytest.mark.django_db
def test_a_new_name_takes_the_place_of_the_old_one() -> None:
    one = uuid7()
    reindex_names("person", [(one, "张三")])
    reindex_names("person", [(one, "李四")])
    assert search_names("person", "张三").count == 0
    assert search_names("person", "李四").owner_ids == (one,)
    assert GramEntry.objects.filter(kind="person").count() == 1


@pytest.mark.django_db
def test_it_forgets_what_is_removed() -> None:
    one, other = uuid7(), uuid7()
    reindex_names("person", [(one, "张三"), (other, "张三")])
    assert remove_names("person", [one]) == 1
    assert search_names("person", "张三").owner_ids == (other,)


@pytest.mark.django_db
def test_it_finds_only_within_what_the_searcher_may_see() -> None:
    one, other = uuid7(), uuid7()
    reindex_names("person", [(one, "张三"), (other, "张三")])
    mine = GramEntry.objects.filter(owner_id=other).values("owner_id")
    assert search_names("person", "张三", within=mine).owner_ids == (other,)
    assert search_names("person", "张三", within=GramEntry.objects.none().values("owner_id")).count == 0
