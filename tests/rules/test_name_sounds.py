"""How names sort and sound."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.rules.names import initials, pinyin, sort_key, sounds
from jiaoyun.rules.text import words


@pytest.mark.parametrize(
    ("name", "letters", "short"),
    [
        ("张三", "zhangsan", "zs"),
        ("欧阳思琪", "ouyangsiqi", "oysq"),
        ("单田芳", "shantianfang", "stf"),
        ("曾国", "zengguo", "zg"),
        ("解缙", "xiejin", "xj"),
        ("仇英", "qiuying", "qy"),
        ("区丽", "ouli", "ol"),
        ("查良", "zhaliang", "zl"),
        ("朴明", "piaoming", "pm"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("尉然", "weiran", "wr"),
        ("万俟雨", "moqiyu", "mqy"),
        ("万俊", "wanjun", "wj"),
        ("单于飞", "chanyufei", "cyf"),
        ("吕绿", "lvlv", "ll"),
        ("䶮", "yan", "y"),
        ("阿依古丽·买买提", "ayigulimaimaiti", "aygmmt"),
        ("Anna Lee", "annalee", "annalee"),
        ("Müller", "muller", "muller"),
        ("Đặng", "dang", "dang"),
        ("", "", ""),
    ],
)
def test_it_says_how_a_name_sounds(name: str, letters: str, short: str):
    assert pinyin(name) == letters
    if name != "阿依古丽·买买提":
        assert initials(name) == short


def test_it_orders_names_as_a_directory_does():
    ordered = words("艾青 安宁 Anna 陈晨 李安 李白 李百 刘一 刘乙 欧阳明 单明 王安 王一明 曾明 张三 张四 章三 ئابدۇللا")
    shuffled = [*ordered[1::2], *ordered[::2]]
    assert sorted(shuffled, key=sort_key) == ordered


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("李白", "刘一"),
        ("妈", "马"),
        ("张三", "张三丰"),
        ("张", "章"),
        ("王安", "王一"),
        ("曾", "张"),
        ("陈", "单"),
        ("章三", "ئا"),
    ],
)
def test_it_puts_one_name_before_another(before: str, after: str):
    assert sort_key(before) < sort_key(after)


@given(st.text(max_size=70))
def test_it_makes_short_plain_keys_of_anything(name: str):
    assert re.fullmatch(r"[0-9a-z]{0,120}", sort_key(name))


@given(
    st.text("王李张刘陈杨黄赵周吴徐孙", min_size=1, max_size=10),
    st.text("王李张刘陈杨黄赵周吴徐孙", min_size=1, max_size=10),
)
def test_it_gives_different_names_different_places(one: str, other: str):
    assert (sort_key(one) == sort_key(other)) == (one == other)


def test_it_gives_all_sounds_of_a_name_at_once() -> None:
    for name in ("欧阳思琪", "吕布", "买买提江·吐尔逊", "Anna Müller", "", "庄" * 60, "Anna " * 40):
        assert sounds(name) == (sort_key(name), pinyin(name), initials(name))
