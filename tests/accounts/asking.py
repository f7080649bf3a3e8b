"""A browser without pages: a request with a session of its own, for what works on requests."""

from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

#: So many codes need no work any more.
MANY = 1000


def browser(address: str = "192.0.2.7", *, worked: int = MANY, **posted: str) -> HttpRequest:
    """A request of a new browser at this address; it keeps its session as long as the test keeps it."""
    request = RequestFactory().post("/asked", posted, REMOTE_ADDR=address)
    request.session = SessionStore()
    request.session["work_left"] = worked
    return request
