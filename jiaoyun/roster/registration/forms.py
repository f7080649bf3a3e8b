"""Step 2 of 学生注册 and 家长注册, and 添加孩子: parse only; matching and the commands decide."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from jiaoyun.accounts.account_names import holds_own_number
from jiaoyun.accounts.identifiers import NotThisKindError, canonical, guesses
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.accounts.password_rules import PASSWORD_FAULTS, PersonFacts, check_new_password
from jiaoyun.rules.codes import RELATION_LABELS
from jiaoyun.rules.faults import Fault
from jiaoyun.rules.names import check_name

_NAME_RULE = "账号是 4 到 20 位，字母开头，只用字母、数字和下划线，不能是一个字母加一串数字"
_NUMBERS = (IdentifierKind.DOCUMENT, IdentifierKind.ROLL_NUMBER, IdentifierKind.PLATFORM_NUMBER)
_USUAL = ("51", "52", "61", "62", "63", "64", "57", "58", "97", "99")
_RELATIONS = [("", "请选择"), *((code, RELATION_LABELS[code]) for code in _USUAL)]


class NameField(forms.CharField):
    """A person's name by the rules of names, in the form that is stored."""

    def __init__(self, label: str, missing: str, **more: Any) -> None:
        super().__init__(
            label=label,
            max_length=200,
            error_messages={"required": missing, "max_length": "姓名太长了，请检查一下"},
            **more,
        )

    def clean(self, value: Any) -> str:
        """The name, or the rule's own words."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return check_name(text)
        except Fault as fault:
            raise forms.ValidationError(f"{fault.text.what}，{fault.text.todo}") from None


class NumberField(forms.CharField):
    """学籍号, ID document or T number, in whatever spelling; whose it is is not said here."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            max_length=60,
            help_text="学籍号（G 开头）或者身份证件号，填一个就行；没有这两样的填平台学号（T 开头）",
            error_messages={"required": "请填写学籍号或者身份证件号", "max_length": "号码太长了，请检查一下"},
            widget=forms.TextInput(
                attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
            ),
        )

    def clean(self, value: Any) -> str:
        """What can be no number of a pupil is said at once: it costs no try and tells nothing about anybody."""
        text: str = super().clean(value)
        kinds = {kind for kind, _ in guesses(text, today=timezone.localdate())} if text else set()
        if text and kinds.isdisjoint(_NUMBERS):
            raise forms.ValidationError("这不像学籍号，也不像身份证件号，请对照证件检查有没有多打或少打")
        return text


class PasswordsForm(forms.Form):
    """A new password, typed twice; what it may not hold of the person is checked with what was typed here."""

    password = forms.CharField(
        label="密码",
        strip=False,
        help_text="至少 8 位，不要用姓名、生日、证件号或手机号",
        error_messages={"required": "请设置密码"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输入一次密码",
        strip=False,
        error_messages={"required": "请把密码再输入一次"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, given: Mapping[str, str] | None = None, *, phone: str, initial: Any = None) -> None:
        super().__init__(given, initial=initial)
        self._phone = phone

    def check_password(self, cleaned: dict[str, Any], names: tuple[str, ...], numbers: tuple[str, ...]) -> None:
        """Say at the fields what is wrong with the password."""
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", "两次输入的密码不一样，请重新输入")
        if not password:
            return
        found: dict[str, None] = {}
        for name in names:
            facts = PersonFacts(name, None, (self._phone, *(number for number in numbers if number)), False)
            found |= dict.fromkeys(check_new_password(password, facts))
        for code in found:
            self.add_error("password", f"{PASSWORD_FAULTS[code].what}，{PASSWORD_FAULTS[code].todo}。")


class StudentForm(PasswordsForm):
    """学生注册: who the pupil is, and the password that the pupil wants."""

    field_order = ("name", "number", "password", "again")
    name = NameField("学生姓名", "请填写学生姓名", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    number = NumberField("学籍号或身份证件号")

    def clean(self) -> dict[str, Any]:
        """The password must not tell what others know of the pupil."""
        cleaned = super().clean() or {}
        self.check_password(cleaned, (cleaned.get("name", ""),), (cleaned.get("number", ""),))
        return cleaned


class ChildForm(forms.Form):
    """添加孩子: name, number, relation."""

    child_name = NameField("孩子姓名", "请填写孩子的姓名", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    number = NumberField("孩子的学籍号或身份证件号")
    relation = forms.ChoiceField(
        label="您是孩子的",
        choices=_RELATIONS,
        error_messages={"required": "请选择您和孩子的关系", "invalid_choice": "请从列表里选一个"},
    )


class GuardianForm(ChildForm, PasswordsForm):
    """家长注册: the guardian, the child, how to log in. The child's password is never asked for."""

    field_order = ("name", "child_name", "number", "relation", "account_name", "password", "again")
    name = NameField("您的姓名", "请填写您的姓名", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    account_name = forms.CharField(
        label="账号",
        required=False,
        max_length=40,
        help_text=f"可以不填，用手机号登录就行。{_NAME_RULE}",
        error_messages={"max_length": _NAME_RULE},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_account_name(self) -> str:
        """The canonical name, empty for none; free or not is for the database to say."""
        text = self.cleaned_data["account_name"]
        if not text.strip():
            return ""
        try:
            return canonical(IdentifierKind.ACCOUNT_NAME, text, today=timezone.localdate())
        except NotThisKindError:
            raise forms.ValidationError(_NAME_RULE) from None

    def clean(self) -> dict[str, Any]:
        """Account name and password must not tell what others know of guardian and child."""
        cleaned = super().clean() or {}
        numbers = (cleaned.get("number", ""), self._phone)
        name = cleaned.get("account_name", "")
        if name and holds_own_number(name, [number for number in numbers if number]):
            self.add_error("account_name", "账号里不要用证件号或手机号，请换一个")
        names = (cleaned.get("name", ""), cleaned.get("child_name", ""))
        self.check_password(cleaned, names, (cleaned.get("number", ""), name))
        return cleaned
