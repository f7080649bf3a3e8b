"""The search box of lists: pieces of names, pinyin, initials, ends of numbers."""

import pytest
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.models import GramEntry
from jiaoyun.plumbing.search import SearchFields, grams, query_filter, query_grams
from jiaoyun.rules.names import initials, name_key, pinyin

# The columns of GramEntry stand in for a list's name, pinyin and hint: any model with text columns will do.
FIELDS = SearchFields(name="text", pinyin="sort_key", initials="", hints=("kind",))
NAMES = {"张三丰": "**************2416", "张思": "**************001X", "单雄信": "", "阿依古丽·买买提": "", "100%": ""}


@pytest.fixture
def people(db) -> None:
    for name, hint in NAMES.items():
        GramEntry.objects.create(kind=hint, owner_id=uuid7(), text=name_key(name), sort_key=pinyin(name))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("张", {"张三丰", "张思"}),
        ("三丰", {"张三丰"}),
        (" 张　思 ", {"张思"}),
        ("zhangs", {"张三丰", "张思"}),
        ("ZhangSan", {"张三丰"}),
        ("shan", {"单雄信"}),
        ("古丽.买买", {"阿依古丽·买买提"}),
        ("买买提 阿依", {"阿依古丽·买买提"}),
        ("2416", {"张三丰"}),
        ("369900201203052416", {"张三丰"}),
        ("001x", {"张思"}),
        ("张 2416", {"张三丰"}),
        ("李", set()),
        ("%", {"100%"}),
        ("张%三", set()),
        ("", set(NAMES)),
        ("·", set(NAMES)),
        ("x" * 5000, set()),
    ],
)
def test_it_finds(people: None, text: str, found: set[str]) -> None:
    keys = {name_key(name) for name in found}
    assert set(query_filter(GramEntry.objects.all(), FIELDS, text).values_list("text", flat=True)) == keys


def test_it_finds_by_initials(people: None) -> None:
    GramEntry.objects.create(kind="", owner_id=uuid7(), text=name_key("欧阳思琪"), sort_key=initials("欧阳思琪"))
    fields = SearchFields(name="text", initials="sort_key")
    assert [row.text for row in query_filter(GramEntry.objects.all(), fields, "oys")] == ["欧阳思琪"]


def test_grams_are_neighbours_and_beginnings() -> None:
    assert grams("张三丰 zsf") == sorted(["张", "三", "丰", "张三", "三丰", "^z", "^zs", "^zsf", "zsf"])
    assert query_grams("张三丰") == ["三丰", "张三"]
    assert query_grams("张") == ["张"]
    assert query_grams("zh") == ["^zh"]
    assert query_grams("zhang") == ["ang", "han", "zha"]


@pytest.mark.parametrize("word", ["张", "三丰", "zhangs", "zsf", "z", "angsan"])
def test_every_gram_of_a_word_is_a_gram_of_what_holds_it(word: str) -> None:
    assert set(query_grams(word)) <= set(grams("张三丰 zhangsanfeng zsf"))
