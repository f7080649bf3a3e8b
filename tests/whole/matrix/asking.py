"""Asks for an address as a member of the cast and says what came back: the verdict, what was written, what was read."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from tests.whole.matrix.stage import Stage

VISITOR = "visitor"
_TOKEN = "a" * 32
_WRITES = re.compile(r'^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE)
_CHANGES_NOTHING = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK)\b", re.IGNORECASE)
#: What differs between two answers that say the same.
_MASKED = re.compile(
    r"""(name="(?:csrfmiddlewaretoken|once|next)" value="|nonce="|"x-csrftoken": ")[^"]*|\b[0-9a-f]{32}\b""",
    re.IGNORECASE,
)
_OPEN = {200, 204, 302}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `verdict` is ok, login, or the status; `writes` names tables; `text` is what can be read."""

    verdict: str
    status: int
    writes: tuple[str, ...]
    text: str
    body: str
    headers: dict[str, str] = field(default_factory=dict)


class Told:
    """Whether the database was told to change anything while somebody listened."""

    to_change = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        with connection.execute_wrapper(self._hear):
            yield

    def _hear(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self.to_change and not _CHANGES_NOTHING.match(sql):
            self.to_change = True
        return execute(sql, params, many, context)


class Asker:
    """Sends requests as members of the cast, each with a session begun before and a form token of its own."""

    def __init__(self, stage: Stage, roles: tuple[str, ...]) -> None:
        self._sessions = {role: stage.world.session(role) for role in roles if role != VISITOR}
        # The application of the first client, for all: each client would put the middleware together anew.
        self._application = Client(enforce_csrf_checks=True).handler

    def ask(self, role: str, method: str, address: str, body: dict[str, Any] | None = None, **more: Any) -> Answer:
        """One request. `more`: token=False leaves the form token out, headers are sent along."""
        client = Client(headers=more.get("headers"))
        client.handler = self._application
        client.cookies[settings.CSRF_COOKIE_NAME] = _TOKEN
        if role in self._sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._sessions[role]
        given = dict(body or {})
        if method == "POST" and more.get("token", True):
            given["csrfmiddlewaretoken"] = _TOKEN
        written: list[str] = []
        with connection.execute_wrapper(_recorder(written)):
            if method in ("GET", "HEAD", "POST"):
                response = getattr(client, method.lower())(address, given or None)
            else:
                response = client.generic(method, address, headers={"X-CSRFToken": _TOKEN})
        return _answer(response, written)


def _recorder(written: list[str]) -> Any:
    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := _WRITES.match(sql):
            written.append(found[1].lower())
        return execute(sql, params, many, context)

    return note


def _answer(response: Any, written: list[str]) -> Answer:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = readable(body)
    return Answer(
        _verdict(response), response.status_code, tuple(written), text, masked(text), dict(response.headers.items())
    )


def _verdict(response: Any) -> str:
    target = response.headers.get("Location", "") + response.headers.get("HX-Redirect", "")
    if response.status_code in (204, 302) and target.split("?")[0] == "/login":
        return "login"
    return "ok" if response.status_code in _OPEN else str(response.status_code)


def readable(body: bytes) -> str:
    """The text of an answer; of a spreadsheet the text of all its parts."""
    if not body.startswith(b"PK"):
        return body.decode()
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def masked(text: str) -> str:
    """The text without form tokens, nonces, request numbers and the address asked for, which differ each time."""
    return _MASKED.sub("…", text)
