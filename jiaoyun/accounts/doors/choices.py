"""What was chosen on the first page of a log-in of several: role, public computer, where to go."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from jiaoyun.accounts.doors.roles import RoleChoice, choice_of

_KEY = "login_choices"


@dataclass(frozen=True, slots=True)
class Choices:
    """As ArrivalForm asks for them; `next` is a page of ours or empty. `asked_role`: whether the page asked for it."""

    role: RoleChoice | None
    public_computer: bool
    next: str
    asked_role: bool


def keep_choices(request: HttpRequest, cleaned: dict[str, Any], next_page: str, *, asked_role: bool = True) -> None:
    """Keep them in the session until the log-in."""
    role, public_computer = cleaned.get("role") or "", bool(cleaned.get("public_computer"))
    request.session[_KEY] = [role, public_computer, next_page, asked_role]


def choices_of(request: HttpRequest) -> Choices:
    """What was chosen; nothing where nothing was."""
    role, public_computer, next_page, asked_role = request.session.get(_KEY, ["", False, "", False])
    return Choices(choice_of(role), public_computer, next_page, asked_role)
