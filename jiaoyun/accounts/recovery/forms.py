"""Forms of a recovery: parse only."""

from django import forms

from jiaoyun.accounts.models import Channel
from jiaoyun.accounts.proving_forms import AskForm


class WhoForm(forms.Form):
    """One field for whatever says who somebody is."""

    login = forms.CharField(
        label="账号、手机号或邮箱",
        max_length=80,
        help_text="学籍号、身份证号、手机号、邮箱或账号都可以",
        error_messages={"required": "请填写账号、手机号或邮箱", "max_length": "太长了，请检查一下"},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )


class ChannelForm(AskForm):
    """Where the code goes; nothing is said of what is bound."""

    channel = forms.ChoiceField(
        label="验证码发到哪里",
        choices=[(Channel.PHONE.value, "短信，发到绑定的手机号"), (Channel.EMAIL.value, "邮件，发到绑定的邮箱")],
        initial=Channel.PHONE.value,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一种方式", "invalid_choice": "请选择短信或邮件"},
    )
