"""What editors type."""

import re
from typing import Any

from django import forms

from jiaoyun.helpdesk.help_centre.editing import Text
from jiaoyun.helpdesk.help_centre.entry import GROUP_LABELS, Group
from jiaoyun.helpdesk.help_centre.library import built_in

_MOST_LINES, _LONGEST_LINE = 30, 100
_CHINESE = re.compile(r"[\u3400-\u9fff]")


class LinesField(forms.CharField):
    """One text a line; blank lines and repetitions go."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value: Any) -> Any:
        """The lines as a tuple."""
        lines = [line.strip() for line in str(value or "").splitlines()]
        return tuple(dict.fromkeys(line for line in lines if line))

    def validate(self, value: Any) -> None:
        """At most 30 lines of 100 characters."""
        super().validate(value)
        if len(value) > _MOST_LINES:
            raise forms.ValidationError(f"最多 {_MOST_LINES} 行，现在有 {len(value)} 行。")
        if any(len(line) > _LONGEST_LINE for line in value):
            raise forms.ValidationError(f"每行最多 {_LONGEST_LINE} 个字。")

    def run_validators(self, value: Any) -> None:
        """Lengths are those of the lines; the validators of a single text do not apply."""


class EntryForm(forms.Form):
    """The text of an entry. `seen` is the version on the page."""

    question = forms.CharField(
        label="问题", max_length=60, help_text="照大家的问法写，一句话。", error_messages={"required": "请写问题。"}
    )
    answer = forms.CharField(
        label="回答",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="空一行是新的一段；行首写 1. 2. 是步骤，写 - 是要点。",
        error_messages={"required": "请写回答。"},
    )
    also = LinesField(label="别的问法", required=False, help_text="一行一个，搜索时用。")
    messages = LinesField(label="解释的提示原文", required=False, help_text="一行一句，和屏幕上的一字不差。")
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def clean_question(self) -> str:
        """A question is in Chinese."""
        question: str = self.cleaned_data["question"]
        if not _CHINESE.search(question):
            raise forms.ValidationError("请用中文写问题。")
        return question

    def text(self) -> Text:
        """The text of a valid form."""
        given = self.cleaned_data
        # Browsers send \r\n for the ends of lines.
        answer = "\n".join(given["answer"].splitlines())
        return Text(given["question"], answer, given["also"], given["messages"])


class NewEntryForm(EntryForm):
    """The text of a new entry, its shelf and its button."""

    group = forms.ChoiceField(label="放在", choices=[(group.value, label) for group, label in GROUP_LABELS.items()])
    page = forms.ChoiceField(label="按钮", required=False, help_text="选一个能马上办的按钮；没有合适的就用提交工单。")
    miss = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["page"].choices = [("", "提交工单"), *button_choices()]  # type: ignore[attr-defined]

    def shelf(self) -> Group:
        """The shelf of a valid form."""
        return Group(self.cleaned_data["group"])


def button_choices() -> list[tuple[str, str]]:
    """The buttons of the built-in entries that need no further value, each page once."""
    found = {
        button.page: button.label for entry in built_in().values() for button in entry.buttons if not button.with_values
    }
    return sorted(found.items(), key=lambda choice: choice[1])
