"""Forms of showing again who one is: parse only."""

from django import forms

from jiaoyun.accounts.passkeys.answers import LONGEST as LONGEST_ANSWER
from jiaoyun.accounts.password_rules import LONGEST


class PasswordAgainForm(forms.Form):
    """The password that the person logs in with."""

    password = forms.CharField(
        label="登录密码",
        max_length=LONGEST,
        strip=False,
        error_messages={"required": "请填写登录密码", "max_length": "密码不会超过 128 位，请检查一下"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class AppCodeForm(forms.Form):
    """Six digits of the authenticator app."""

    code = forms.CharField(
        label="App 上的验证码",
        max_length=20,
        help_text="6 位数字，30 秒换一个",
        error_messages={"required": "请填写 App 上的 6 位数字", "max_length": "验证码是 6 位数字"},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false", "maxlength": "20"}
        ),
    )


class RecoveryForm(forms.Form):
    """One of the codes that were printed."""

    recovery = forms.CharField(
        label="恢复码",
        max_length=40,
        help_text="设置时打印或抄下的 10 个字符，每个只能用一次",
        error_messages={"required": "请填写一个恢复码", "max_length": "恢复码是 10 个字符"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class PasskeyAnswerForm(forms.Form):
    """What the browser's script puts into the form; never typed."""

    answer = forms.CharField(max_length=LONGEST_ANSWER, strip=False)


class WhichForm(forms.Form):
    """One of one's own things, by its id."""

    id = forms.UUIDField()
