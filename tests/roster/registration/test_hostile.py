"""What nobody should type, typed into 学生注册, 家长注册 and the log-in: said at the field, kept, nothing written."""

from html import escape

import pytest

from jiaoyun.accounts.models import Account
from jiaoyun.roster.models import StudentClaim
from tests.accounts.registration.test_hostile import BAD_NAMES
from tests.hostile.texts import NUMBERS
from tests.pages import PageClient
from tests.roster.registration.registering import (
    fresh_pupil,
    guardian_details,
    password_of,
    prove_phone,
    send_off,
    student_details,
)
from tests.world import World

RAW = ("<img src=x", "<script>alert(1)")


@pytest.mark.parametrize(
    ("who", "field"), [("student", "name"), ("guardian", "name"), ("guardian", "child_name")], ids=str
)
def test_a_hostile_name_is_said_at_its_field_and_writes_nothing(
    world: World, visitor: PageClient, who: str, field: str
) -> None:
    pupil, before = fresh_pupil(world), Account.objects.everywhere("count").count()
    page = prove_phone(visitor, who)
    details = student_details if who == "student" else guardian_details
    for text in BAD_NAMES:
        page = send_off(visitor, who, page, details(pupil, **{field: text}), status=422)
        html = page.response.content.decode()
        assert f'id="id_{field}_error"' in html, text
        assert escape(pupil.roll_number) in html
        assert not [raw for raw in RAW if raw in html]
    assert Account.objects.everywhere("count").count() == before
    assert password_of(pupil.account_id) == ""
    assert not StudentClaim.objects.everywhere("count").exists()


def test_a_hostile_login_is_answered_like_any_wrong_one(db: None, visitor: PageClient) -> None:
    for text in (*BAD_NAMES, *NUMBERS)[:40]:
        page = visitor.open("/login")
        told = visitor.send(page.form("/login"), {"login": text, "password": "falsches-passwort"}, status=422)
        assert "账号或密码不对" in told.text or 'id="id_login_error"' in told.response.content.decode()
        assert not [raw for raw in RAW if raw in told.response.content.decode()]
