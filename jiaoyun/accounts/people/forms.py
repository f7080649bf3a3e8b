"""Forms of the other party's hand: parse only; the commands decide."""

from typing import Any

from django import forms

from jiaoyun.accounts.password_rules import LONGEST

GENERATED, CUSTOM = "generated", "custom"


class ReasonForm(forms.Form):
    """Why something is done to an account."""

    reason = forms.CharField(
        label="原因",
        max_length=200,
        help_text="会记录下来，例如：家长来校说明手机已丢失",
        error_messages={"required": "请写明原因", "max_length": "原因请不要超过 200 个字"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button says it."""


class RenameForm(forms.Form):
    """The right name, and why it was wrong."""

    name = forms.CharField(
        label="正确的姓名",
        max_length=60,
        error_messages={"required": "请填写正确的姓名", "max_length": "姓名请不要超过 60 个字"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label="原因",
        max_length=300,
        help_text="会记录下来，例如：与户口簿核对，同音字写错",
        error_messages={"required": "请写明原因", "max_length": "原因请不要超过 300 个字"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ResetForm(forms.Form):
    """Where the one-time password comes from."""

    how = forms.ChoiceField(
        label="一次性密码",
        choices=[(GENERATED, "由平台生成（推荐，每人不同）"), (CUSTOM, "由我自己设定")],
        initial=GENERATED,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一次性密码怎么来", "invalid_choice": "请选择一次性密码怎么来"},
    )
    custom = forms.CharField(
        label="自己设定的密码",
        required=False,
        strip=False,
        max_length=LONGEST,
        help_text="至少 8 位，不能太常见，不能是姓名、生日或号码；区分大小写",
        error_messages={"max_length": "密码请不要超过 128 位"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """A chosen password must be there; one typed beside 由平台生成 is not used."""
        cleaned = super().clean() or {}
        if cleaned.get("how") == CUSTOM and not cleaned.get("custom") and "custom" not in self.errors:
            self.add_error("custom", "请填写要设定的密码，或者选择由平台生成")
        return cleaned

    @property
    def wanted(self) -> str:
        """The password to be set; empty for a generated one."""
        data: dict[str, str] = self.cleaned_data
        return data["custom"] if data["how"] == CUSTOM else ""
