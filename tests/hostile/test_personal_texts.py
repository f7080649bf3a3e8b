"""Hostile texts in the forms of 个人中心, 找回密码 and 换班: an answer in words that writes nothing, never an error."""

from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache

from jiaoyun.accounts.models import Account, Identifier, NameChange
from jiaoyun.plumbing.models import ThrottleCount
from jiaoyun.roster.models import ClassWish
from tests.hostile.texts import TEXTS
from tests.pages import Page, PageClient
from tests.world import World

pytestmark = [pytest.mark.hostile, pytest.mark.slow, pytest.mark.django_db]

SAID = {200, 302, 404, 409, 422, 429}
#: Address of the form, the fields that take the text, what else is sent.
FORMS: list[tuple[str, tuple[str, ...], dict[str, str]]] = [
    ("/me/account-name", ("account_name",), {}),
    ("/me/account-name", ("use_name",), {}),
    ("/me/document", ("number",), {"document_kind": "1"}),
    ("/me/document", ("document_kind",), {"number": "E36990001"}),
    ("/me/numbers/phone/new", ("phone",), {}),
    ("/me/numbers/email/new", ("email",), {}),
    ("/me/class", ("class",), {}),
    ("/me/class", ("withdraw",), {}),
]


def sent(client: PageClient, address: str, token: str, values: dict[str, str]) -> Any:
    """The answer to a form that was typed in; counts of tries begin anew, so that each text is looked at."""
    cache.clear()
    ThrottleCount.objects.all().delete()
    return client.post(address, {"csrfmiddlewaretoken": token, **values})


def token_of(client: PageClient) -> str:
    return str(client.open("/me").form("/logout").hidden["csrfmiddlewaretoken"])


@pytest.mark.parametrize(("address", "fields", "more"), FORMS, ids=lambda value: str(value)[:40])
def test_a_personal_form_takes_any_text_and_writes_nothing_of_what_it_refuses(
    world: World, address: str, fields: tuple[str, ...], more: dict[str, str]
) -> None:
    client = world.client("student")
    token, before = token_of(client), standing(world)
    for text in TEXTS:
        response = sent(client, address, token, {**more, **dict.fromkeys(fields, text)})
        assert response.status_code in SAID, (text, response.status_code)
        if response.status_code == 302:
            # Some of the texts are numbers as they should be: what was accepted says so by leading on.
            before = standing(world)
        elif response.status_code in (200, 409, 422):
            said_safely(response, text)
        assert standing(world) == before, text


def test_the_renaming_by_the_school_takes_any_text(world: World) -> None:
    client, account = world.client("school_admin"), world.accounts["inspector"]
    address = f"/school/900101/people/{account}/rename"
    token = token_of(client)
    for text in TEXTS:
        response = sent(client, address, token, {"name": text, "reason": text})
        assert response.status_code in SAID, (text, response.status_code)
    for change in NameChange.objects.of_account(account):
        assert not set("<>={}%$\x00\u202e") & set(change.new_name)


def test_the_recovery_answers_every_text_alike(world: World) -> None:
    client = PageClient()
    token = client.open("/recover").form("/recover").hidden["csrfmiddlewaretoken"]
    for text in TEXTS:
        response = sent(client, "/recover", str(token), {"login": text})
        # A text with a zero byte comes from no keyboard: the house answers it with 404 before any form.
        assert response.status_code in ((404,) if "\x00" in text else (302, 422)), (text, response.status_code)
        for step, field in (
            ("/recover/channel", "channel"),
            ("/recover/code", "code"),
            ("/recover/password", "password"),
        ):
            answer = sent(client, step, str(token), {field: text, "again": text})
            assert answer.status_code in SAID, (step, text, answer.status_code)
    assert settings.SESSION_COOKIE_NAME not in client.cookies or client.get("/me").status_code == 302


def said_safely(response: Any, text: str) -> None:
    """The text stands on the page as text: no markup of it became the page's own."""
    body = response.content.decode()
    assert "<script>alert(1)" not in body
    assert "<img src=x" not in body
    if "{{7*7}}" in text:
        assert ">49<" not in body
    assert Page(response, 0).html.headings


def standing(world: World) -> tuple[Any, ...]:
    """What must be as before: numbers, account, wishes."""
    account = world.accounts["student"]
    bound = Identifier.objects.of_account(account).filter(released_at__isnull=True).order_by("id")
    return (
        list(bound.values_list("id", flat=True)),
        Account.objects.of_account(account).get().version,
        ClassWish.objects.of_account(account).count(),
    )
