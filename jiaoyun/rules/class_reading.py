"""Which class of a school two cells mean, 年级 and 班级, in whatever form; nothing is guessed where two readings fit.

Sources: GB/T 33782-2017 (学制), product rule 年级序 = 学年 − 入学年份 + 1, and the forms listed in `class_words`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jiaoyun.rules.class_words import ClassWord, GradeWord, read_class, read_grade, read_number, squash
from jiaoyun.rules.faults import Fault
from jiaoyun.rules.stages import STAGE_LABELS, Stage, StageSpec, first_number

#: Above this a number of two digits is more likely grade and number written together (71班).
_MOST_CLASSES = 40
_COUNTED = (Stage.PRIMARY, Stage.JUNIOR, Stage.SENIOR)
_KINDER_FROM_LAST = {"大": 0, "学前": 0, "中": 1, "小": 2, "托": 3}


@dataclass(frozen=True, slots=True)
class ClassRef:
    """A class by what identifies it in its school; `kind_hint` is the word written with it (理, 实验), or None."""

    stage: Stage
    entry_year: int
    number: int
    kind_hint: str | None = None


def parse_class(grade_text: str, class_text: str, *, stages: Sequence[StageSpec], school_year: int) -> ClassRef:
    """The class that the cells 年级 and 班级 name; either may be empty if the other says it all.

    The grade may be a number (一年级, 初一, 701), an entry year (2026级; next year's is allowed, so that a school can
    prepare) or a leaving year (2029届). Cached: a sheet repeats few texts.
    Faults: class.blank, class.unreadable, class.grade_missing, class.number_missing, class.number_range,
    class.disagree (the two cells contradict each other), class.stage_missing (values: stage, Chinese),
    class.grade_range, class.ambiguous.
    """
    found = _parse(grade_text, class_text, tuple(stages), school_year)
    if isinstance(found, Fault):
        raise found.again()
    return found


@lru_cache(maxsize=8192)
def _parse(grade_text: str, class_text: str, stages: tuple[StageSpec, ...], school_year: int) -> ClassRef | Fault:
    try:
        word_of_grade, word = _read_cells(squash(grade_text), squash(class_text))
        number = _check_number(word)
        stage, entry_year = _place((word_of_grade, word.grade, word.also), stages, school_year)
    except Fault as fault:
        return fault
    return ClassRef(stage, entry_year, number, word.hint)


def _read_cells(grade: str, name: str) -> tuple[GradeWord | None, ClassWord]:
    """What the 年级 cell and the 班级 cell say; a 年级 cell that holds a whole class counts as the latter."""
    if not grade and not name:
        raise Fault("class.blank")
    said = read_grade(grade) if grade else None
    if said or not grade:
        return said, _read_name(name)
    whole = read_class(grade)
    if whole and name:
        word = _read_name(name)
        if word.number != whole.number:
            raise Fault("class.disagree")
        return whole.grade, word._replace(also=whole.also)
    whole = whole or read_class(grade + name)
    if not whole:
        raise Fault("class.unreadable")
    return None, whole


def _read_name(name: str) -> ClassWord:
    if not name:
        return ClassWord(None, None, None)
    word = read_class(name) or read_number(name)
    if word:
        return word
    if said := read_grade(name):
        return ClassWord(said, None, None)
    raise Fault("class.unreadable")


def _check_number(word: ClassWord) -> int:
    if word.number is None:
        raise Fault("class.number_missing")
    if word.number == 0:
        raise Fault("class.number_range")
    if word.grade is None and word.number > _MOST_CLASSES:
        raise Fault("class.ambiguous")
    return word.number


def _place(written: Sequence[GradeWord | None], stages: tuple[StageSpec, ...], school_year: int) -> tuple[Stage, int]:
    """The one stage and entry year that all written grades allow."""
    words = [word for word in written if word]
    if not words:
        raise Fault("class.grade_missing")
    places = [_places(word, stages, school_year) for word in words]
    common = set.intersection(*places)
    if not common:
        raise Fault("class.disagree")
    if len(common) > 1:
        raise Fault("class.ambiguous")
    return common.pop()


def _places(word: GradeWord, stages: tuple[StageSpec, ...], school_year: int) -> set[tuple[Stage, int]]:
    """Every (stage, entry year) the word can mean in this school; at least one, or a fault."""
    if word.stage and all(spec.stage is not word.stage for spec in stages):
        raise Fault("class.stage_missing", stage=STAGE_LABELS[word.stage])
    if word.year:
        found = {
            (spec.stage, entry)
            for spec in stages
            for entry in [word.year - spec.years if word.leaving else word.year]
            if word.stage in (None, spec.stage) and 0 <= school_year - entry + 1 <= spec.years
        }
    else:
        found = {
            (spec.stage, school_year - ordinal + 1)
            for spec in _specs_for(word, stages)
            for ordinal in [_ordinal(word, spec)]
            if 1 <= ordinal <= spec.years
        }
    if not found:
        _refuse_place(word, stages)
    return found


def _specs_for(word: GradeWord, stages: tuple[StageSpec, ...]) -> list[StageSpec]:
    """The stages a numbered grade may belong to: the one it names, else those that count through, else the others."""
    if word.stage:
        return [spec for spec in stages if spec.stage is word.stage]
    counted = [spec for spec in stages if spec.stage in _COUNTED and 1 <= _ordinal(word, spec) <= spec.years]
    return counted or [spec for spec in stages if spec.stage in (Stage.VOCATIONAL, Stage.SPECIAL)]


def _ordinal(word: GradeWord, spec: StageSpec) -> int:
    """Which year of its stage the word means: 1 is the first; a number outside 1…years is not of this stage."""
    if word.kinder:
        return spec.years - _KINDER_FROM_LAST[word.kinder]
    number = word.number or 0
    if word.stage is Stage.JUNIOR and number <= 3:
        number += 6
    elif word.stage is Stage.SENIOR and number <= 3:
        number += 9
    return number - first_number(spec.stage, spec.first_grade) + 1


def _refuse_place(word: GradeWord, stages: tuple[StageSpec, ...]) -> None:
    """Say whether the school lacks the stage of a bare number, or has it without this grade."""
    number = word.number or 0
    if word.stage is None and 1 <= number <= 12:
        stage = _COUNTED[0 if number <= 6 else 1 if number <= 9 else 2]
        if all(spec.stage is not stage for spec in stages):
            raise Fault("class.stage_missing", stage=STAGE_LABELS[stage])
    raise Fault("class.grade_range")
