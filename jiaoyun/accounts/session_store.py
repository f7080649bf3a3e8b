"""Sessions in the database, as Django keeps them, with as few statements as they need.

Django looks whether a random key is taken, reads a row before it deletes it, gives a session a new key by writing
a second row and deleting the first, and writes a new session again at the end of its request: six statements where one
does it. A key of 32 random characters is never taken,
and were it ever, the primary key refuses it and `create` tries another one.
"""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import get_random_string

from jiaoyun.plumbing.prepared import prepared

_KEY_LENGTH = 32


@prepared(str, datetime)
def _session(key: str, now: datetime) -> Any:
    """Asked on every request of whoever is logged in."""
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data")


class SessionStore(DatabaseStore):
    """The engine that SESSION_ENGINE names."""

    #: Key and content as `create` wrote them in this request.
    _written: tuple[str | None, bytes] | None = None

    def _validate_session_key(self, key: str | None) -> bool:
        """Whether a cookie can name a session: what holds other signs than our keys (NUL, say) is asked nowhere."""
        return bool(super()._validate_session_key(key)) and str(key).isascii() and str(key).isalnum()  # type: ignore[misc]

    def _get_new_session_key(self) -> str:
        return get_random_string(_KEY_LENGTH, VALID_KEY_CHARS)

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing where there is none of this key, or it is over."""
        rows = _session(self.session_key, timezone.now()) if self.session_key else []
        if rows:
            held: dict[str, Any] = self.decode(rows[0][0])  # type: ignore[attr-defined]
            return held
        self._session_key = None
        return {}

    def create(self) -> None:
        """Write the session for the first time, under a new key."""
        super().create()
        self._written = self._content()

    def save(self, must_create: bool = False) -> None:
        """Write the session, unless this request just wrote it and nothing was put into it since."""
        if must_create or self._written is None or self._written != self._content():
            super().save(must_create=must_create)

    def _content(self) -> tuple[str | None, bytes]:
        written: bytes = self.serializer().dumps(self._session)  # type: ignore[attr-defined]
        return self._session_key, written  # type: ignore[attr-defined]

    def delete(self, session_key: str | None = None) -> None:
        """Delete the row of this key, or of this session; one statement."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=key).delete()

    def cycle_key(self) -> None:
        """Go on under a new key; the row moves, so that the old key opens nothing from this moment on."""
        data: dict[str, Any] = self._session  # type: ignore[attr-defined]
        key = self._get_new_session_key()
        if self.session_key and Session.objects.filter(session_key=self.session_key).update(session_key=key):
            self._session_key = key
            self.modified = True
            return
        self.create()
        self._session_cache = data
