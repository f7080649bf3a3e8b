"""The mark of a browser that a login was used on before: its tries are counted apart from those of strangers."""

from secrets import token_hex

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "known"
_SALT = "jiaoyun.accounts.devices"
_DAYS = 180
_MOST_LOGINS = 5


def device_of(request: HttpRequest, login_mark: str) -> str:
    """The browser's mark if this login was used on it with success, else empty."""
    device, marks = _read(request)
    return device if login_mark in marks else ""


def remember_device(request: HttpRequest, response: HttpResponse, login_mark: str) -> None:
    """Note in a signed cookie that this login was used here. Not on public computers. Holds digests only."""
    device, marks = _read(request)
    kept = [login_mark, *(mark for mark in marks if mark != login_mark)][:_MOST_LOGINS]
    response.set_cookie(
        COOKIE,
        signing.dumps([device or token_hex(8), kept], salt=_SALT, compress=True),
        max_age=_DAYS * 86400,
        httponly=True,
        samesite="Lax",
        secure=settings.JIAOYUN_SECURE,
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, marks = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_DAYS * 86400)
    except (signing.BadSignature, ValueError, TypeError):
        return "", []
    return str(device), [str(mark) for mark in marks]
