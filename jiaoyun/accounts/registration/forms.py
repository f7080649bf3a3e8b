"""Step 2 of 教师注册: who somebody is, how they will log in. What was typed before comes from the draft."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from jiaoyun.accounts.account_names import holds_own_number
from jiaoyun.accounts.identifiers import NotThisKindError, canonical
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.accounts.password_rules import PASSWORD_FAULTS, PersonFacts, check_new_password
from jiaoyun.accounts.registration.person import Described
from jiaoyun.rules.documents import DOCUMENT_LABELS, DocumentKind, check_document
from jiaoyun.rules.faults import Fault
from jiaoyun.rules.names import check_name

#: Nobody registers with 其他 or a household book: the school could not check them.
_KINDS = [
    (kind.value, label)
    for kind, label in DOCUMENT_LABELS.items()
    if kind not in (DocumentKind.OTHER, DocumentKind.HOUSEHOLD_BOOK)
]
_NAME_RULE = "账号是 4 到 20 位，字母开头，只用字母、数字和下划线，不能是一个字母加一串数字"


class PersonForm(forms.Form):
    """Name and document; `described` holds both once the form is valid."""

    name = forms.CharField(
        label="姓名",
        max_length=200,
        error_messages={"required": "请填写姓名", "max_length": "姓名太长了，请检查一下"},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    document_kind = forms.ChoiceField(label="证件种类", choices=_KINDS, initial=DocumentKind.RESIDENT.value)
    document = forms.CharField(
        label="证件号码",
        max_length=60,
        help_text="学校用它核对您的身份，页面上只显示后四位",
        error_messages={"required": "请填写证件号码", "max_length": "证件号码太长了，请检查一下"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
    described: Described | None = None

    def clean(self) -> dict[str, Any]:
        """Both by the rules of the field, each fault at its own field."""
        cleaned = super().clean() or {}
        name, document = cleaned.get("name", ""), None
        if name:
            try:
                name = check_name(name)
            except Fault as fault:
                self._say("name", fault)
        if cleaned.get("document"):
            try:
                kind = DocumentKind(cleaned.get("document_kind") or DocumentKind.RESIDENT)
                document = check_document(cleaned["document"], kind, today=timezone.localdate())
            except Fault as fault:
                self._say("document", fault)
        if name and document is not None and not self.errors:
            self.described = Described(name, document)
        return cleaned

    def _say(self, field: str, fault: Fault) -> None:
        text = fault.text
        self.add_error(field, f"{text.what}，{text.todo}")


class DetailsForm(PersonForm):
    """The whole of step 2. `phone` is the proved number; `given` what was typed, the password from the draft."""

    account_name = forms.CharField(
        label="账号",
        max_length=40,
        help_text=f"以后用它登录。{_NAME_RULE}",
        error_messages={"required": "请给自己起一个账号，或者从推荐里选一个", "max_length": _NAME_RULE},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
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

    def __init__(self, given: Mapping[str, str] | None = None, *, phone: str, school: str = "") -> None:
        super().__init__(given)
        self._phone, self._school = phone, school

    def keep_password(self) -> None:
        """Say that the password was typed before: it is in the draft and never shown again."""
        self["password"].help_text = "已经填好，不用再填；要换就重新输入两次"

    def clean_account_name(self) -> str:
        """The canonical name; free or not is for the database to say."""
        try:
            name = canonical(IdentifierKind.ACCOUNT_NAME, self.cleaned_data["account_name"], today=timezone.localdate())
        except NotThisKindError:
            raise forms.ValidationError(_NAME_RULE) from None
        return name

    def clean(self) -> dict[str, Any]:
        """Account name and password must not tell what others know of the person."""
        cleaned = super().clean()
        numbers = [self._phone]
        if self.described is not None:
            numbers.append(self.described.document.number)
        name = cleaned.get("account_name", "")
        if name and holds_own_number(name, numbers):
            self.add_error("account_name", "账号里不要用自己的证件号或手机号，请换一个")
        self._check_password(cleaned, (*numbers, *([name] if name else [])))
        if cleaned.get("password") and cleaned.get("again"):
            self.keep_password()
        return cleaned

    def _check_password(self, cleaned: dict[str, Any], numbers: tuple[str, ...]) -> None:
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", "两次输入的密码不一样，请重新输入")
        if not password:
            return
        born = self.described.document.birth_date if self.described else None
        places = (self._school,) if self._school else ()
        facts = PersonFacts(cleaned.get("name", ""), born, numbers, False, places)
        for code in check_new_password(password, facts):
            self.add_error("password", f"{PASSWORD_FAULTS[code].what}，{PASSWORD_FAULTS[code].todo}。")
