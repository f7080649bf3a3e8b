"""Forms of 个人中心: parse only; the commands decide."""

from django import forms
from django.utils import timezone

from jiaoyun.accounts.identifiers import NotThisKindError, canonical
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.rules.documents import DOCUMENT_LABELS, DocumentKind


class AccountNameForm(forms.Form):
    """The account name as it is typed."""

    account_name = forms.CharField(
        label="账号名",
        max_length=40,
        help_text="4 到 20 位，以字母开头，可以有字母、数字和下划线",
        error_messages={"required": "请填写账号名", "max_length": "账号名最多 20 位"},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )


class DocumentForm(forms.Form):
    """Kind and number of an ID document; the number is checked by the rules of its kind."""

    document_kind = forms.ChoiceField(
        label="证件类型",
        choices=[(kind.value, label) for kind, label in DOCUMENT_LABELS.items()],
        initial=DocumentKind.RESIDENT.value,
        error_messages={"required": "请选择证件类型", "invalid_choice": "请选择证件类型"},
    )
    number = forms.CharField(
        label="证件号码",
        max_length=40,
        error_messages={"required": "请填写证件号码", "max_length": "证件号码太长了，请检查一下"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_number(self) -> str:
        """What is no number of this kind is said at the field."""
        number, kind = self.cleaned_data["number"], self.cleaned_data.get("document_kind", "")
        try:
            canonical(IdentifierKind.DOCUMENT, number, document_kind=kind, today=timezone.localdate())
        except NotThisKindError:
            raise forms.ValidationError("号码和证件类型对不上，请逐位核对（身份证 18 位，最后一位可能是 X）") from None
        return str(number)


class ReverseForm(forms.Form):
    """Why a correction is put back; its owner reads it."""

    reason = forms.CharField(
        label="撤回的原因",
        max_length=300,
        help_text="本人会看到，例如：与户口簿不符，请带证件到学校核对",
        error_messages={"required": "请写明原因，本人要看", "max_length": "请不要超过 300 字"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
