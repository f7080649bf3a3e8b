"""How far names are apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.rules.name_variants import fold_variants
from jiaoyun.rules.names import Likeness, name_distance

NAMES = st.text("王李张刘陈陳张張明名鸣", min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("张三", "张 三", Likeness.SAME),
        ("阿依古丽·买买提", "阿依古丽.买买提", Likeness.SAME),
        ("陈国伟", "陳國偉", Likeness.VARIANT),
        ("李堃", "李坤", Likeness.VARIANT),
        ("王喆", "王哲", Likeness.VARIANT),
        ("张名", "张明", Likeness.HOMOPHONE),
        ("刘子萱", "刘梓轩", Likeness.HOMOPHONE),
        ("张三丰", "张四丰", Likeness.NEAR),
        ("张三", "张三丰", Likeness.NEAR),
        ("张丰三", "张三丰", Likeness.NEAR),
        ("王伟", "李伟", Likeness.NEAR),
        ("张", "李", Likeness.DIFFERENT),
        ("张三丰", "李四海", Likeness.DIFFERENT),
        ("Anna", "Ana", Likeness.NEAR),
        ("Anna", "Berta", Likeness.DIFFERENT),
        ("", "", Likeness.SAME),
        ("", "张三", Likeness.DIFFERENT),
    ],
)
def test_it_measures_the_likeness_of_two_names(one: str, other: str, level: Likeness):
    assert name_distance(one, other).level is level


@given(NAMES, NAMES)
def test_it_measures_alike_from_both_sides(one: str, other: str):
    distance = name_distance(one, other)
    assert distance == name_distance(other, one)
    assert 0.0 <= distance.score <= 1.0
    assert (distance.score == 0.0) == (distance.level is Likeness.SAME)


def test_it_ranks_the_levels_by_score():
    scores = [name_distance("陈明浩", other).score for other in ("陈明浩", "陳明浩", "陈名浩", "陈明亮", "王建国")]
    assert scores == sorted(scores)
    assert scores[-1] == 1.0


def test_it_folds_variants_once_and_for_all():
    text = "陳國偉堃喆昇燁龑"
    assert fold_variants(text) == "陈国伟坤哲升烨䶮"
    assert fold_variants(fold_variants(text)) == fold_variants(text)
