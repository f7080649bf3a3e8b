"""The page of step 2 as one value: what was typed, the picker, suggestions, and what stands against it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from jiaoyun.accounts.registration.clashes import Clash
from jiaoyun.accounts.registration.forms import DetailsForm
from jiaoyun.accounts.registration.screen import steps, suggestions
from jiaoyun.organizations.find_school_form import Picker
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.masking import mask_phone


@dataclass(slots=True)
class DetailsPage:
    """Filled in by the view, then answered. A form that was not sent off shows what was typed without complaining."""

    typed: dict[str, str]
    picker: Picker
    form: DetailsForm | None = None
    names: list[str] = field(default_factory=list)
    refusal: dict[str, Any] | None = None
    clash: Clash | None = None

    def with_suggestions(self, now: datetime) -> "DetailsPage":
        """The same page with free account names."""
        self.names = suggestions(self.typed, now)
        return self

    def refused(self, refused: Refused) -> "DetailsPage":
        """The same page with a refusal above the form."""
        self.refusal = shown(refused)
        return self

    def clashed(self, clash: Clash, refused: Refused) -> "DetailsPage":
        """The same page with a clash, whose card may hold buttons."""
        self.clash = clash
        return self.refused(refused)

    def answer(self, request: PageRequest, status: int = 200) -> HttpResponse:
        """The whole page; for htmx the piece with the account name alone."""
        context = {
            "page_title": "教师注册",
            "steps": steps(1),
            "form": self.form or self._quiet_form(),
            "picker": self.picker,
            "names": self.names,
            "here": request.path,
            "refusal": self.refusal,
            "clash": self.clash,
            "phone_hint": mask_phone(self.typed.get("phone", "")),
        }
        piece = bool(request.htmx) and self.form is None
        template = "accounts/register/_account_name.html" if piece else "accounts/register/details.html"
        return render(request, template, context, status=status)

    def _quiet_form(self) -> DetailsForm:
        form = DetailsForm(phone=self.typed.get("phone", ""))
        form.initial = {name: self.typed[name] for name in form.fields if name in self.typed and "pass" not in name}
        form.initial.pop("again", None)
        if self.typed.get("password"):
            form.keep_password()
        return form
