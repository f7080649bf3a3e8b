"""What grades and classes are called from year to year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.rules.grades import (
    Stage,
    StageSpec,
    class_name,
    grade_name,
    grade_number,
    grades_of,
    is_graduated,
    parse_class,
)
from jiaoyun.rules.school_types import SCHOOL_TYPES, URBAN_RURAL_LABELS, stages_of
from tests.rules.cases import refused

SIX_THREE = (StageSpec(Stage.PRIMARY, 6, 1), StageSpec(Stage.JUNIOR, 3, 7), StageSpec(Stage.SENIOR, 3, 10))
FIVE_FOUR = (StageSpec(Stage.PRIMARY, 5, 1), StageSpec(Stage.JUNIOR, 4, 6))
ALL_SPECS = (
    *SIX_THREE, *FIVE_FOUR, StageSpec(Stage.PRESCHOOL, 3, 1), StageSpec(Stage.PRESCHOOL, 4, 1),
    StageSpec(Stage.VOCATIONAL, 3, 1), StageSpec(Stage.SPECIAL, 9, 1),
    StageSpec(Stage.JUNIOR, 3), StageSpec(Stage.SENIOR, 3),
)  # fmt: skip


@pytest.mark.parametrize(
    ("spec", "ordinal", "grade", "name"),
    [
        (SIX_THREE[0], 1, "一年级", "一（1）班"),
        (SIX_THREE[0], 6, "六年级", "六（1）班"),
        (SIX_THREE[1], 1, "七年级", "七（1）班"),
        (SIX_THREE[1], 3, "九年级", "九（1）班"),
        (SIX_THREE[2], 1, "高一", "高一（1）班"),
        (SIX_THREE[2], 3, "高三", "高三（1）班"),
        (FIVE_FOUR[1], 1, "六年级", "六（1）班"),
        (FIVE_FOUR[1], 4, "九年级", "九（1）班"),
        (StageSpec(Stage.JUNIOR, 3), 2, "八年级", "八（1）班"),
        (StageSpec(Stage.SENIOR, 3, 1), 2, "高二", "高二（1）班"),
        (StageSpec(Stage.PRESCHOOL, 3, 1), 1, "小班", "小（1）班"),
        (StageSpec(Stage.PRESCHOOL, 3, 1), 3, "大班", "大（1）班"),
        (StageSpec(Stage.PRESCHOOL, 4, 1), 1, "托班", "托（1）班"),
        (StageSpec(Stage.VOCATIONAL, 3, 1), 2, "中职二年级", "职二（1）班"),
        (StageSpec(Stage.SPECIAL, 9, 1), 9, "特教九年级", "特九（1）班"),
    ],
)
def test_it_names_grades_and_classes(spec: StageSpec, ordinal: int, grade: str, name: str):
    entry = 2026 - ordinal + 1
    assert grade_name(spec.stage, entry, 2026, spec.years, spec.first_grade) == grade
    assert class_name(spec.stage, entry, 1, 2026, spec.years, spec.first_grade) == name


def test_it_names_classes_before_and_after_their_time():
    assert class_name(Stage.PRIMARY, 2020, 2, 2026, 6) == "小学2020级（2）班"
    assert grade_name(Stage.PRIMARY, 2020, 2026, 6) == "小学2020级（已毕业）"
    assert grade_name(Stage.JUNIOR, 2027, 2026, 3) == "初中2027级"


def test_it_knows_when_a_class_has_left():
    assert not is_graduated(2021, 2026, 6)
    assert is_graduated(2020, 2026, 6)


def test_it_counts_grades_through_the_stages():
    assert grade_number(Stage.SENIOR, 2025, 2026) == 11
    assert grade_number(Stage.JUNIOR, 2026, 2026, 6) == 6


def test_it_lists_the_grades_of_a_school():
    names = [option.name for option in grades_of(FIVE_FOUR, 2026)]
    assert names == ["一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级"]
    assert [option.entry_year for option in grades_of(FIVE_FOUR, 2026)][:2] == [2026, 2025]


@given(st.sampled_from(ALL_SPECS), st.integers(0, 99), st.integers(1, 99), st.integers(2000, 2060))
def test_it_reads_every_class_name_back(spec: StageSpec, ordinal: int, number: int, year: int):
    entry = year - ordinal % (spec.years + 1) + 1
    name = class_name(spec.stage, entry, number, year, spec.years, spec.first_grade)
    found = parse_class("", name, stages=[spec], school_year=year)
    assert (found.stage, found.entry_year, found.number, found.kind_hint) == (spec.stage, entry, number, None)


@given(st.sampled_from(ALL_SPECS), st.integers(1, 40), st.integers(2000, 2060))
def test_it_reads_grade_and_number_in_two_cells(spec: StageSpec, number: int, year: int):
    for option in grades_of([spec], year):
        found = parse_class(option.name, f"{number}班", stages=(spec,), school_year=year)
        assert (found.stage, found.entry_year, found.number) == (spec.stage, option.entry_year, number)


@pytest.mark.parametrize(
    ("code", "stages"),
    [
        ("111", [("preschool", 3)]),
        ("211", [("primary", 6)]),
        ("312", [("primary", 6), ("junior", 3)]),
        ("341", [("junior", 3), ("senior", 3)]),
        ("345", [("primary", 6), ("junior", 3), ("senior", 3)]),
        ("365", [("vocational", 3)]),
        ("513", [("special", 9)]),
    ],
)
def test_it_knows_the_stages_of_a_kind_of_school(code: str, stages: list[tuple[str, int]]):
    assert [(spec.stage, spec.years) for spec in stages_of(code)] == stages


def test_it_knows_no_other_kinds_of_school():
    assert refused(stages_of, "999") == "school_type.unknown"
    assert all(kind.code == code and kind.label and kind.stages for code, kind in SCHOOL_TYPES.items())
    assert URBAN_RURAL_LABELS["220"] == "村庄"


def test_it_labels_every_stage():
    assert [stage.label for stage in Stage] == ["学前", "小学", "初中", "高中", "中职", "特教"]
