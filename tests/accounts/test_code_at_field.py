"""A wrong code is said at its field, wherever codes are typed; the right one goes on from the same page."""

import pytest

from tests.accounts.knocking import answer
from tests.inbox import code_to
from tests.pages import PageClient
from tests.people import invent_phone

PHONE = invent_phone(7311)


@pytest.mark.parametrize(
    ("start", "code"),
    [
        ("/register/teacher", "/register/teacher/code"),
        ("/register/student", "/register/student/code"),
        ("/register/guardian", "/register/guardian/code"),
        ("/login/sms", "/login/code"),
        ("/tickets/prove", "/tickets/prove/code"),
    ],
)
def test_it_is_said_at_the_field(db: None, visitor: PageClient, start: str, code: str) -> None:
    page = visitor.open(start)
    visitor.send(page.form(start), {"phone": PHONE, **answer(page)})
    wrong = f"{(int(code_to(PHONE)) + 1) % 1_000_000:06d}"
    told = visitor.send(visitor.open(code).form(code), {"code": wrong}, status=422)
    html = told.response.content.decode()
    assert 'id="id_code_error"' in html
    assert "4 次" in told.text
    assert "jy-said" not in html
    visitor.send(told.form(code), {"code": code_to(PHONE)})
