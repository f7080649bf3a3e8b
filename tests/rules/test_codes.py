"""Sex, ethnic groups, boarding and relations as spreadsheets write them."""

import pytest

from jiaoyun.rules.codes import (
    BOARDING_LABELS,
    ETHNIC_LABELS,
    RELATION_LABELS,
    SEX_LABELS,
    Boarding,
    Sex,
    parse_boarding,
    parse_ethnicity,
    parse_relation,
    parse_sex,
)
from tests.rules.cases import refused


@pytest.mark.parametrize(
    "text", ["男", "1", "1-男", "男性", "男生", "M", "m", " 男\u3000", "１", "01-男", "1.0", "1、男", "男(1)"]
)
def test_it_reads_male(text: str):
    assert parse_sex(text) is Sex.MALE


@pytest.mark.parametrize("text", ["女", "2", "2-女", "女生", "女性", "F", "2 女", "2.女"])
def test_it_reads_female(text: str):
    assert parse_sex(text) is Sex.FEMALE


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("汉", "汉族"), ("汉族", "汉族"), ("01-汉族", "汉族"), ("01", "汉族"), ("1", "汉族"), ("1.0", "汉族"),
        ("畲", "畲族"), ("畬族", "畲族"),
        ("毛难族", "毛南族"), ("崩龙族", "德昂族"), ("僳僳族", "傈僳族"), ("水族 ", "水族"), ("维族", "维吾尔族"),
        ("56-基诺族", "基诺族"), ("基诺族(56)", "基诺族"),
        ("97", "其他"), ("98-外国血统中国籍人士", "外国血统中国籍人士"), ("高山族", "高山族"), ("土家", "土家族"),
    ],
)  # fmt: skip
def test_it_reads_ethnic_groups(text: str, name: str):
    assert ETHNIC_LABELS[parse_ethnicity(text)] == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("走读", Boarding.DAY),
        ("1", Boarding.DAY),
        ("1-走读", Boarding.DAY),
        ("住校", Boarding.BOARDER),
        ("寄宿", Boarding.BOARDER),
        ("2-住校", Boarding.BOARDER),
    ],
)
def test_it_reads_boarding(text: str, kind: Boarding):
    assert parse_boarding(text) is kind


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("父亲", "51"), ("爸爸", "51"), ("父", "51"), ("1-父亲", "51"), ("51", "51"), ("51-父亲", "51"),
        ("母亲", "52"), ("妈妈", "52"), ("爷爷", "61"),
        ("外婆", "64"), ("姥姥", "64"), ("哥哥", "71"), ("叔叔", "83"), ("其他", "80"), ("非亲属", "99"),
        ("3-祖父母", "60"), ("继母", "58"),
    ],
)  # fmt: skip
def test_it_reads_relations(text: str, code: str):
    assert parse_relation(text) == code


@pytest.mark.parametrize(
    ("parse", "text", "code"),
    [
        (parse_sex, "", "sex.blank"),
        (parse_sex, " \u3000", "sex.blank"),
        (parse_sex, "中", "sex.unknown"),
        (parse_sex, "3", "sex.unknown"),
        (parse_sex, "1-女", "sex.unknown"),
        (parse_ethnicity, "", "ethnicity.blank"),
        (parse_ethnicity, "57", "ethnicity.unknown"),
        (parse_ethnicity, "02-汉族", "ethnicity.unknown"),
        (parse_ethnicity, "火星族", "ethnicity.unknown"),
        (parse_boarding, "", "boarding.blank"),
        (parse_boarding, "骑车", "boarding.unknown"),
        (parse_relation, "", "relation.blank"),
        (parse_relation, "邻居的朋友", "relation.unknown"),
        (parse_relation, "52-父亲", "relation.unknown"),
    ],
)
def test_it_refuses_what_no_code_set_has(parse: object, text: str, code: str):
    assert callable(parse)
    assert refused(parse, text) == code


def test_it_labels_every_code():
    assert set(SEX_LABELS) == set(Sex)
    assert set(BOARDING_LABELS) == set(Boarding)
    assert len(ETHNIC_LABELS) == 58
    assert ETHNIC_LABELS["22"] == "畲族"
    assert all(parse_relation(label) == code for code, label in RELATION_LABELS.items())
    assert all(parse_ethnicity(label) == code for code, label in ETHNIC_LABELS.items())
