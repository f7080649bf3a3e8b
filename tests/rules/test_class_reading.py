"""Classes as people write them, and the readings that are not guessed."""

import pytest

from jiaoyun.rules.grades import ClassRef, Stage, StageSpec, parse_class
from tests.rules.cases import refused

PRIMARY, JUNIOR, SENIOR = StageSpec(Stage.PRIMARY, 6, 1), StageSpec(Stage.JUNIOR, 3, 7), StageSpec(Stage.SENIOR, 3, 10)
KINDER, VOCATIONAL, SPECIAL = (
    StageSpec(Stage.PRESCHOOL, 3, 1),
    StageSpec(Stage.VOCATIONAL, 3),
    StageSpec(Stage.SPECIAL, 9),
)
TWELVE = (KINDER, PRIMARY, JUNIOR, SENIOR)
FIVE_FOUR = (StageSpec(Stage.PRIMARY, 5, 1), StageSpec(Stage.JUNIOR, 4, 6))
YEAR = 2026


@pytest.mark.parametrize(
    ("grade", "name", "stage", "entry", "number"),
    [
        ("", "一(1)班", "primary", 2026, 1), ("", "一（1）班", "primary", 2026, 1),
        ("", "1年级1班", "primary", 2026, 1),
        ("", "一年级一班", "primary", 2026, 1), ("", "一年级1班", "primary", 2026, 1),
        ("", "小学一年级1班", "primary", 2026, 1),
        ("", "初一3班", "junior", 2026, 3), ("", "初一（3）班", "junior", 2026, 3),
        ("", "初中一年级3班", "junior", 2026, 3),
        ("", "七（3）班", "junior", 2026, 3), ("", "七年级（3）班", "junior", 2026, 3),
        ("", "701", "junior", 2026, 1),
        ("", "701.0", "junior", 2026, 1), ("", "712班", "junior", 2026, 12), ("", "1003", "senior", 2026, 3),
        ("", "1203班", "senior", 2024, 3),
        ("", "高三（2）班", "senior", 2024, 2), ("", "高三2班", "senior", 2024, 2),
        ("", "高三二班", "senior", 2024, 2),
        ("", "高三十二班", "senior", 2024, 12), ("", "高2024级3班", "senior", 2024, 3),
        ("", "高中2024级（3）班", "senior", 2024, 3),
        ("", "初24级3班", "junior", 2024, 3), ("", "小学2026级1班", "primary", 2026, 1),
        ("", "2024级高中3班", "senior", 2024, 3),
        ("", "大一班", "preschool", 2024, 1), ("", "大班1班", "preschool", 2024, 1),
        ("", "大（1）班", "preschool", 2024, 1),
        ("", "小二班", "preschool", 2026, 2), ("", "中班（2）", "preschool", 2025, 2),
        ("大班", "1", "preschool", 2024, 1),
        ("", "小一（2）班", "primary", 2026, 2), ("小一", "2", "primary", 2026, 2), ("", "7-3", "junior", 2026, 3),
        ("", "7.3", "junior", 2026, 3),
        ("", "三.2班", "primary", 2024, 2), ("", "七3班", "junior", 2026, 3), ("", "七三班", "junior", 2026, 3),
        ("", "三 (2) 班", "primary", 2024, 2),
        ("", "三【2】班", "primary", 2024, 2), ("", "３（２）班", "primary", 2024, 2),
        ("", "三年级第2班", "primary", 2024, 2),
        ("一年级", "1", "primary", 2026, 1), ("一年级", "一班", "primary", 2026, 1),
        ("一年级", "（1）班", "primary", 2026, 1),
        ("一年级", "1.0", "primary", 2026, 1), ("1", "1", "primary", 2026, 1), ("1.0", "11班", "primary", 2026, 11),
        ("7年级", "3班", "junior", 2026, 3),
        ("七", "3", "junior", 2026, 3), ("初一", "七（3）班", "junior", 2026, 3),
        ("高一年级", "3班", "senior", 2026, 3),
        ("小学一年级", "十二班", "primary", 2026, 12), ("Grade 3", "2班", "primary", 2024, 2),
        ("六年级", "601", "primary", 2021, 1),
        ("七年级", "2026级3班", "junior", 2026, 3), ("三年级", "2024级2班", "primary", 2024, 2),
        ("一年级1班", "", "primary", 2026, 1),
        ("一（1）班", "1班", "primary", 2026, 1), ("", "初中2027届1班", "junior", 2024, 1),
        ("", "初中2027级1班", "junior", 2027, 1),
        ("2021级", "1班", "primary", 2021, 1), ("2021", "3班", "primary", 2021, 3),
        ("", "202103", "primary", 2021, 3), ("", "2103", "primary", 2021, 3),
        ("", "2021-3", "primary", 2021, 3),
        ("", "一年1班", "primary", 2026, 1), ("", "7年1班", "junior", 2026, 1), ("", "三年二班", "primary", 2024, 2),
        ("", "0701", "junior", 2026, 1), ("七年", "0712班", "junior", 2026, 12),
    ],
)  # fmt: skip
def test_it_reads_a_class_as_people_write_it(grade: str, name: str, stage: str, entry: int, number: int):
    found = parse_class(grade, name, stages=TWELVE, school_year=YEAR)
    assert found == ClassRef(Stage(stage), entry, number)


@pytest.mark.parametrize(
    ("name", "number", "hint"),
    [
        ("高三理（2）班", 2, "理"),
        ("高三（理）2班", 2, "理"),
        ("高三（2）班（理科）", 2, "理科"),
        ("高三实验2班", 2, "实验"),
        ("高三文1班", 1, "文"),
        ("高三（3）班", 3, None),
    ],
)
def test_it_keeps_the_word_of_kind(name: str, number: int, hint: str | None):
    assert parse_class("", name, stages=TWELVE, school_year=YEAR) == ClassRef(Stage.SENIOR, 2024, number, hint)


@pytest.mark.parametrize(
    ("stages", "grade", "name", "stage", "entry"),
    [
        ((PRIMARY,), "", "2026级1班", Stage.PRIMARY, 2026),
        ((JUNIOR,), "", "2026级（1）班", Stage.JUNIOR, 2026),
        ((PRIMARY,), "2026", "1班", Stage.PRIMARY, 2026),
        ((PRIMARY,), "", "2027级1班", Stage.PRIMARY, 2027),
        ((VOCATIONAL,), "", "一年级1班", Stage.VOCATIONAL, 2026),
        ((VOCATIONAL,), "", "2025级汽修1班", Stage.VOCATIONAL, 2025),
        ((VOCATIONAL,), "", "职高二（1）班", Stage.VOCATIONAL, 2025),
        ((SPECIAL,), "三年级", "1班", Stage.SPECIAL, 2024),
        ((PRIMARY, SPECIAL), "三年级", "1班", Stage.PRIMARY, 2024),
        ((PRIMARY, SPECIAL), "培智三年级", "1班", Stage.SPECIAL, 2024),
        (FIVE_FOUR, "六年级", "1班", Stage.JUNIOR, 2026),
        (FIVE_FOUR, "", "预初1班", Stage.JUNIOR, 2026),
        (FIVE_FOUR, "", "初一1班", Stage.JUNIOR, 2025),
        (FIVE_FOUR, "", "九（1）班", Stage.JUNIOR, 2023),
    ],
)
def test_it_reads_by_the_stages_of_the_school(
    stages: tuple[StageSpec, ...], grade: str, name: str, stage: Stage, entry: int
):
    found = parse_class(grade, name, stages=stages, school_year=YEAR)
    assert (found.stage, found.entry_year, found.number) == (stage, entry, 1)


@pytest.mark.parametrize(
    ("stages", "grade", "name", "code"),
    [
        (TWELVE, "", "", "class.blank"),
        (TWELVE, "", "TRUE", "class.unreadable"),
        (TWELVE, "", "火箭班", "class.unreadable"),
        (TWELVE, "甲", "1班", "class.unreadable"),
        (TWELVE, "", "一班", "class.grade_missing"),
        (TWELVE, "", "3", "class.grade_missing"),
        (TWELVE, "一年级", "", "class.number_missing"),
        (TWELVE, "", "七年级", "class.number_missing"),
        (TWELVE, "一年级", "0班", "class.number_range"),
        (TWELVE, "七年级", "八（3）班", "class.disagree"),
        (TWELVE, "七（2）班", "3班", "class.disagree"),
        (TWELVE, "", "2025级2班", "class.ambiguous"),
        (TWELVE, "七年级", "71班", "class.ambiguous"),
        (TWELVE, "", "71班", "class.ambiguous"),
        (TWELVE, "", "2010级1班", "class.grade_range"),
        (TWELVE, "", "2029级1班", "class.grade_range"),
        (TWELVE, "", "初中2020级1班", "class.grade_range"),
        (FIVE_FOUR, "小学六年级", "1班", "class.grade_range"),
        (FIVE_FOUR, "", "初四1班", "class.grade_range"),
        ((PRIMARY,), "", "初一1班", "class.stage_missing"),
        ((PRIMARY,), "七年级", "1班", "class.stage_missing"),
        ((PRIMARY,), "", "1001", "class.stage_missing"),
        ((JUNIOR,), "三年级", "1班", "class.stage_missing"),
        ((PRIMARY,), "", "大一班", "class.stage_missing"),
        ((StageSpec(Stage.PRIMARY, 3, 1),), "五年级", "1班", "class.grade_range"),
    ],
)
def test_it_refuses_rather_than_guesses(stages: tuple[StageSpec, ...], grade: str, name: str, code: str):
    for _ in range(2):  # the second time the refusal is remembered
        assert refused(parse_class, grade, name, stages=stages, school_year=YEAR) == code


def test_it_says_which_stage_is_missing():
    with pytest.raises(ValueError) as caught:
        parse_class("高一", "1班", stages=(PRIMARY,), school_year=YEAR)
    assert caught.value.values == {"stage": "高中"}
    assert caught.value.text.what == "本校的学制里没有高中"


def test_it_reads_entry_year_and_grade_written_one_after_the_other():
    found = parse_class("", "2026级高一3班", stages=TWELVE, school_year=YEAR)
    assert found == ClassRef(Stage.SENIOR, 2026, 3)
    assert refused(parse_class, "", "2025级高一3班", stages=TWELVE, school_year=YEAR) == "class.disagree"
    assert refused(parse_class, "高二", "2026级高一3班", stages=TWELVE, school_year=YEAR) == "class.disagree"
