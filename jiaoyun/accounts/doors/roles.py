"""教师, 学生 or 家长: what somebody chooses at log-in, and which identities that means (product.md L2)."""

from enum import StrEnum

from django.http import HttpRequest, HttpResponse

from jiaoyun.plumbing.actor import Role

COOKIE = "role"
_DAYS = 180


class RoleChoice(StrEnum):
    """The three choices of the log-in page; it may stay empty."""

    TEACHER = "teacher"
    STUDENT = "student"
    GUARDIAN = "guardian"

    @property
    def label(self) -> str:
        """As the page calls it."""
        return _LABELS[self]

    def covers(self, role: Role) -> bool:
        """Whether an identity of this role answers the choice: everybody who works for a school or office is staff."""
        if self is RoleChoice.TEACHER:
            return role not in (Role.STUDENT, Role.GUARDIAN)
        return role.value == self.value


_LABELS = {RoleChoice.TEACHER: "教师", RoleChoice.STUDENT: "学生", RoleChoice.GUARDIAN: "家长"}


def choice_of(text: str) -> RoleChoice | None:
    """The choice that a form or cookie names; None for nothing and for anything else."""
    return RoleChoice(text) if text in set(RoleChoice) else None


def remembered(request: HttpRequest) -> str:
    """What was chosen on this browser before, or empty."""
    found = choice_of(request.COOKIES.get(COOKIE, ""))
    return found.value if found else ""


def remember(response: HttpResponse, choice: RoleChoice | None) -> None:
    """Keep the choice for the next time; nothing about the person."""
    if choice is None:
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(COOKIE, choice.value, max_age=_DAYS * 86400, samesite="Lax", httponly=True)
