"""The forms of tickets: what a kind asks, the words, and the reasons that a desk gives."""

from typing import Any

from django import forms
from django.utils import timezone

from jiaoyun.accounts.identifiers import NotThisKindError, canonical
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.helpdesk.fields import FIELDS
from jiaoyun.helpdesk.history import TEXT_MOST
from jiaoyun.helpdesk.kinds import Ask, Kind
from jiaoyun.organizations.models import Kind as PlaceKind
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.refusals import REFUSALS, Refused
from jiaoyun.rules.faults import Fault
from jiaoyun.rules.school_codes import check_school_code
from jiaoyun.rules.text import clean_cell

_CHECKS = {
    "document": (IdentifierKind.DOCUMENT, "证件号不对，请照证件核对一遍"),
    "phone": (IdentifierKind.PHONE, "手机号是 1 开头的 11 位数字，请检查一下"),
    "roll_number": (IdentifierKind.ROLL_NUMBER, "学籍号不对，请核对一遍，不知道可以不填"),
}


class TicketForm(forms.Form):
    """The form of one kind: its fields as they are in fields.py, then the words. Files are taken beside it."""

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for ask in kind.asks:
            self.fields[ask.field] = _field(ask)
        self.fields["text"] = forms.CharField(
            label="说明",
            required=not kind.asks,
            max_length=TEXT_MOST,
            help_text="什么时候、做什么时遇到的，页面上提示了什么",
            error_messages={
                "required": "请写几句话，说说遇到了什么",
                "max_length": f"最多 {TEXT_MOST} 个字，请写短一些",
            },
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def clean(self) -> dict[str, Any]:
        """Numbers are checked as everywhere else; what cannot be one is said at its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name, (kind, words) in _CHECKS.items():
            if cleaned.get(name):
                try:
                    cleaned[name] = canonical(kind, cleaned[name], today=timezone.localdate())
                except NotThisKindError:
                    self.add_error(name, words)
        if cleaned.get("school_code"):
            try:
                cleaned["school_code"] = check_school_code(cleaned["school_code"])
            except Fault:
                self.add_error("school_code", "学校标识码是 10 位数字，不知道可以不填")
        return cleaned

    def typed(self) -> dict[str, str]:
        """What was typed by field, empty ones left out, blanks around it gone."""
        values = {ask.field: clean_cell(str(self.cleaned_data.get(ask.field) or "")) for ask in self.kind.asks}
        return {key: value for key, value in values.items() if value}


def _field(ask: Ask) -> forms.Field:
    spec = FIELDS[ask.field]
    label = ask.label or spec.label
    required = {"required": f"请填写{label}", "max_length": f"{label}太长了，请检查一下"}
    if ask.field == "county":
        required["required"] = "请选择所在区县"
        return forms.ChoiceField(
            label=label, required=ask.required, choices=county_choices(), help_text=spec.hint, error_messages=required
        )
    attrs = {"autocomplete": spec.autocomplete, "spellcheck": "false"}
    if ask.field == "phone":
        attrs |= {"type": "tel", "inputmode": "tel"}
    return forms.CharField(
        label=label,
        required=ask.required,
        max_length=spec.longest,
        help_text=spec.hint,
        error_messages=required,
        widget=forms.TextInput(attrs=attrs),
    )


def county_choices() -> list[tuple[str, Any]]:
    """The counties and zones under their cities. One query."""
    rows = Organization.objects.everywhere("the regions of the province are public").exclude(kind=PlaceKind.SCHOOL)
    found = list(rows.order_by("path").values_list("pk", "parent_id", "kind", "name"))
    cities = {key: name for key, _, kind, name in found if kind == PlaceKind.CITY}
    below: dict[str, list[tuple[str, str]]] = {}
    for key, parent_id, kind, name in found:
        if kind in (PlaceKind.COUNTY, PlaceKind.ZONE):
            below.setdefault(cities.get(parent_id, "省直管"), []).append((str(key), name))
    return [("", "请选择"), *((city, counties) for city, counties in below.items())]


class WordsForm(forms.Form):
    """Words of a desk or of the asker; whether they may be missing is for the command to say."""

    @staticmethod
    def words_in(given: Any) -> str:
        """The words of a form that was sent. Refuses helpdesk.ticket.words_refused where they cannot be kept."""
        form = WordsForm(given)
        if not form.is_valid():
            raise Refused("helpdesk.ticket.words_refused", what=str(form.errors["text"][0]).rstrip("。"))
        return str(form.cleaned_data["text"])

    text = forms.CharField(
        label="说明",
        required=False,
        max_length=TEXT_MOST,
        error_messages={"max_length": f"最多 {TEXT_MOST} 个字，请写短一些"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(forms.Form):
    """A saved answer."""

    title = forms.CharField(
        label="标题", max_length=40, error_messages={"required": "请填写标题", "max_length": "标题最多 40 个字"}
    )
    text = forms.CharField(
        label="答复",
        max_length=1000,
        error_messages={"required": "请填写答复", "max_length": "答复最多 1000 个字"},
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def known_refusal(given: str) -> str:
    """The refusal that an address names, where there is one of that id; empty otherwise."""
    return given if given in REFUSALS else ""
