"""Form pieces of proving a number: where to send the code, the work or question before the first, and the code itself.

A form that sends codes is a `AskForm(…, request=request)`: it has the field `answer` exactly when work is due, and
proving.send reads the answer from the request. `CodeForm` takes the six digits.
"""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.codes.questions import new_question
from jiaoyun.accounts.identifiers import NotThisKindError, canonical
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.accounts.proof_of_work import ANSWER, QUESTION, WORK, is_due
from jiaoyun.accounts.proving import plain_digits
from jiaoyun.rules.text import clean_cell

DIGITS = 6


class WorkInput(forms.TextInput):
    """The answer in words, with the question's ticket beside it and room for the work that a script does instead."""

    template_name = "accounts/_work_input.html"

    def __init__(self, ticket: str) -> None:
        super().__init__(attrs={"autocomplete": "off", "inputmode": "numeric", "maxlength": "4"})
        self.ticket = ticket

    def use_required_attribute(self, initial: Any) -> bool:
        """Never: hidden and empty it would keep the browser from sending the form."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """A new question each time: what was typed belongs to the one before."""
        context = super().get_context(name, "", attrs)
        context["work"] = {
            "ticket": self.ticket,
            "ticket_name": QUESTION,
            "name": WORK,
            "address": reverse("accounts:proof_of_work"),
        }
        return context


class WorkField(forms.CharField):
    """A question in words; scripts hide it and do the work instead. What was answered is judged by proving.send."""

    def __init__(self) -> None:
        question = new_question(timezone.now())
        super().__init__(
            label=question.text,
            max_length=20,
            help_text="答对才能获取验证码，防止有人用机器给别人乱发短信。",
            widget=WorkInput(question.ticket),
        )

    def validate(self, value: Any) -> None:
        """Empty is no fault of the form: scripts do the work, and proving.send judges the one or the other."""


class AskForm(forms.Form):
    """Any form that sends a code: the work stands last in it, and only where it is due."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_due(request):
            self.fields[ANSWER] = WorkField()


class PhoneForm(AskForm):
    """A mobile number, read as people type it; `cleaned_data["phone"]` holds its 11 digits."""

    phone = forms.CharField(
        label="手机号",
        max_length=30,
        error_messages={"required": "请填写手机号", "max_length": "手机号是 11 位数字，请检查一下"},
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel-national"}),
    )

    def clean_phone(self) -> str:
        """Blanks, dashes, +86 and full width are understood."""
        try:
            return canonical(IdentifierKind.PHONE, self.cleaned_data["phone"], today=timezone.localdate())
        except NotThisKindError as fault:
            raise forms.ValidationError(
                _PHONE_FAULTS.get(str(fault), "手机号是 1 开头的 11 位数字，请检查一下")
            ) from None


class EmailForm(AskForm):
    """A mailbox; `cleaned_data["email"]` is its canonical form."""

    email = forms.CharField(
        label="邮箱",
        max_length=120,
        error_messages={"required": "请填写邮箱", "max_length": "邮箱太长了，请检查一下"},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        """Full width and blanks are understood."""
        try:
            return canonical(IdentifierKind.EMAIL, clean_cell(self.cleaned_data["email"]), today=timezone.localdate())
        except NotThisKindError:
            raise forms.ValidationError("邮箱要像 name@example.cn 这样，请检查一下") from None


class CodeForm(forms.Form):
    """The six digits; `cleaned_data["code"]` holds them plain."""

    code = forms.CharField(
        label="验证码",
        max_length=20,
        help_text="短信或邮件里的 6 位数字，5 分钟内有效",
        error_messages={"required": "请填写验证码", "max_length": "验证码是 6 位数字"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Full width and blanks are understood; anything but six digits is said here and costs no try."""
        digits = plain_digits(self.cleaned_data["code"])
        if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError("验证码是 6 位数字，请核对最新的一条消息")
        return digits


_PHONE_FAULTS = {
    "phone.landline": "这是座机号，收不到短信，请填写手机号",
    "phone.foreign": "请填写中国大陆的手机号",
    "phone.several": "请只填写一个手机号",
    "phone.mobile_length": "手机号是 11 位数字，请检查有没有多打或少打",
}
