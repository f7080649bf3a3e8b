"""Forms of logging in and of the first password: parse only; the door and the command decide."""

from typing import Any

from django import forms

from jiaoyun.accounts.doors.roles import RoleChoice
from jiaoyun.accounts.password_rules import LONGEST
from jiaoyun.accounts.proving_forms import PhoneForm

ROLE_CHOICES = [("", "不选"), *((choice.value, choice.label) for choice in RoleChoice)]


class ArrivalForm(forms.Form):
    """What everybody chooses at the door: as whom they come, and whether others use this computer too."""

    role = forms.ChoiceField(label="身份", choices=ROLE_CHOICES, required=False, widget=forms.RadioSelect)
    public_computer = forms.BooleanField(label="这是公用电脑", required=False)


class LoginForm(ArrivalForm):
    """One field for whatever says who somebody is, and the password or the ten characters of a slip."""

    login = forms.CharField(
        label="账号",
        max_length=80,
        help_text="账号、学籍号、手机号、身份证号或邮箱都可以",
        error_messages={"required": "请填写账号"},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="密码",
        max_length=LONGEST,
        strip=False,
        help_text="第一次登录请填首次登录条上的 10 个字符",
        error_messages={"required": "请填写密码", "max_length": "密码不会超过 128 位，请检查一下"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class SmsLoginForm(PhoneForm, ArrivalForm):
    """The phone that gets the code."""


class FirstPasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label="新密码",
        strip=False,
        help_text="至少 8 位（管理员 10 位），不要用姓名、生日、证件号或手机号",
        error_messages={"required": "请填写新密码"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输入一次",
        strip=False,
        error_messages={"required": "请把新密码再输入一次"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both must be equal."""
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "两次输入的密码不一样，请重新输入")
        return cleaned


class IdentityForm(forms.Form):
    """Which identity to take up."""

    identity = forms.UUIDField()
