"""Asks the product as its server does: the WSGI application itself, without the cost of a test client."""

import io
from typing import Any
from urllib.parse import urlencode

#: Any token will do when the cookie says the same.
_TOKEN = "b" * 32
_HOST = "testserver"


def post(address: str, form: dict[str, str]) -> int:
    """Send a form as a browser that was never here; returns the status. Connections go back to the pool, as served."""
    from config.wsgi import application

    body = urlencode({**form, "csrfmiddlewaretoken": _TOKEN}).encode()
    statuses: list[str] = []
    begun: Any = lambda status, *_: statuses.append(status)  # noqa: E731
    answer: Any = application(_environ(address, body), begun)
    try:
        b"".join(answer)
    finally:
        answer.close()
    return int(statuses[0].split()[0])


def _environ(address: str, body: bytes) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": address,
        "QUERY_STRING": "",
        "SERVER_NAME": _HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": _HOST,
        "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) bench",
        "HTTP_COOKIE": f"csrftoken={_TOKEN}",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
