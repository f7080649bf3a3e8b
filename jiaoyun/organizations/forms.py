"""The form of 新增班级: a grade and the numbers of its new classes."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from jiaoyun.rules.grades import GradeOption, Stage
from jiaoyun.rules.text import clean_cell

HIGHEST, MOST_AT_ONCE = 99, 40
_BETWEEN = re.compile(r"[,，、;/\s]+")
_RANGE = re.compile(r"([0-9]{1,3})(?:[-~–—到至]+([0-9]{1,3}))?")


class ClassNumbersField(forms.CharField):
    """Numbers as people type them: 3, 1-4, 1、3、5, １至４班; cleaned to a rising tuple, each number once."""

    def clean(self, value: Any) -> tuple[int, ...]:
        """The numbers. ValidationError says what to write instead."""
        plain = clean_cell(super().clean(value)).replace("班", "")
        matches = [_RANGE.fullmatch(part) for part in _BETWEEN.split(plain) if part]
        if not matches or not all(matches):
            raise forms.ValidationError("班号请填数字，例如 3，或 1-4，或 1、3、5。")
        pairs = [(int(match[1]), int(match[2] or match[1])) for match in matches if match]
        if any(not 1 <= low <= high <= HIGHEST for low, high in pairs):
            raise forms.ValidationError(f"班号要在 1 到 {HIGHEST} 之间，从小到大填写，例如 1-4。")
        numbers = sorted({number for low, high in pairs for number in range(low, high + 1)})
        if len(numbers) > MOST_AT_ONCE:
            raise forms.ValidationError(f"一次最多新增 {MOST_AT_ONCE} 个班，请分几次新增。")
        return tuple(numbers)


def grade_value(choice: GradeOption) -> str:
    """A grade as the form carries it: primary-2026."""
    return f"{choice.stage.value}-{choice.entry_year}"


class AddClassesForm(forms.Form):
    """Grade (one of the school's 学制) and numbers. `grade` cleans to (stage, entry year)."""

    grade = forms.ChoiceField(
        label="年级",
        help_text="只列出本校学制里有的年级。",
        error_messages={"required": "请选择年级。", "invalid_choice": "请从列表里选择年级。"},
    )
    numbers = ClassNumbersField(
        label="班号",
        max_length=100,
        help_text="一个班填 3；几个班填 1-4，或 1、3、5。",
        error_messages={"required": "请填写班号。", "max_length": "班号太长了，请分几次新增。"},
    )

    def __init__(self, *args: Any, choices: Sequence[GradeOption], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_stage: dict[str, list[tuple[str, str]]] = {}
        for choice in choices:
            by_stage.setdefault(choice.stage.label, []).append((grade_value(choice), choice.name))
        grade = self.fields["grade"]
        assert isinstance(grade, forms.ChoiceField)  # noqa: S101 - declared above
        grade.choices = [("", "请选择年级"), *by_stage.items()]

    def clean_grade(self) -> tuple[Stage, int]:
        """primary-2026 → (Stage.PRIMARY, 2026)."""
        stage, _, entry_year = self.cleaned_data["grade"].rpartition("-")
        return Stage(stage), int(entry_year)
