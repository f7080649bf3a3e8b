"""A browser on a bad line: sends a form, and the same form again until an answer comes."""

import http.client
import threading
import time
from collections.abc import Mapping
from typing import NamedTuple
from uuid import uuid4

from tests.html import Form, Html

Fields = dict[str, str]
PATIENCE_SECONDS = 30


class Answer(NamedTuple):
    """What came back."""

    status: int
    text: str
    headers: Mapping[str, str]


class File(NamedTuple):
    """A file in a form."""

    name: str
    content: bytes


class Browser:
    """One person's browser with a session, speaking to 127.0.0.1:port."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.cookies, self.resent = port, {"session": session}, 0

    def open(self, address: str) -> Html:
        """GET a page, as often as it takes."""
        answer = self._until_answered("GET", address)
        assert answer.status == 200, f"{answer.status} for {address}"
        return Html(answer.text)

    def form(self, page_address: str, action: str) -> Form:
        """The form of a page that goes to an address."""
        page = self.open(page_address)
        return next(form for form in page.forms if form.action == action and form.method == "post")

    def send(self, form: Form, values: Fields | None = None, file: File | None = None) -> Answer:
        """POST a form with its hidden fields, its once-key among them, again and again until an answer comes."""
        boundary = uuid4().hex
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {**form.hidden, **(values or {})}.items()
        ]
        if file:
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'
            parts.append(head.encode() + file.content + b"\r\n")
        body = b"".join([*parts, f"--{boundary}--\r\n".encode()])
        return self._until_answered("POST", form.action, body, f"multipart/form-data; boundary={boundary}")

    def _until_answered(self, method: str, address: str, body: bytes | None = None, kind: str = "") -> Answer:
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self._once(method, address, body, kind)
            except (OSError, http.client.HTTPException):
                assert time.monotonic() < end, "nobody answers"
                self.resent += method == "POST"
                time.sleep(0.01)

    def _once(self, method: str, address: str, body: bytes | None, kind: str) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            line.request(method, address, body, {"Cookie": cookies, **({"Content-Type": kind} if kind else {})})
            response = line.getresponse()
            text = response.read().decode()
            for name, value in response.getheaders():
                if name.lower() == "set-cookie" and value.startswith("csrftoken="):
                    self.cookies["csrftoken"] = value.split(";")[0].partition("=")[2]
            return Answer(response.status, text, response.headers)
        finally:
            line.close()


class Cut:
    """A context: somewhere while inside, `kill` is called, after a pause of so many seconds."""

    def __init__(self, kill: object, seconds: float) -> None:
        self._timer = threading.Timer(seconds, kill)  # type: ignore[arg-type]

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *ended: object) -> None:
        self._timer.join()
