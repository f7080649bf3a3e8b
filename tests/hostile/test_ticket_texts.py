"""Hostile texts in the forms of tickets: accepted and shown as text, or refused in words with what was typed kept."""

from typing import Any

import pytest

from jiaoyun.helpdesk.models import SavedAnswer, Ticket, TicketEvent
from jiaoyun.organizations.models import Organization
from tests.helpdesk.raising import raised
from tests.hostile.texts import TEXTS
from tests.html import Html
from tests.pages import PageClient, faults_of
from tests.world import World

pytestmark = [pytest.mark.hostile, pytest.mark.slow, pytest.mark.django_db]

#: What would stand in the answer unescaped if a page trusted what was typed.
RAW = ("<img src=x", '"><script>alert', "<script>alert(1)")
DONE, SAID = 302, (409, 422)
#: A request with this sign in it is no form of ours: the house answers 404 before any page sees it.
_NUL = "\x00"
WORDS = [text for text in TEXTS if _NUL not in text]


@pytest.fixture(autouse=True)
def _no_budget(monkeypatch: Any) -> None:
    """As many tickets as there are texts."""
    monkeypatch.setattr("jiaoyun.helpdesk.views.ticket_new.count_one", lambda request, phone, now: None)


def checked(response: Any) -> str:
    """The answer, looked at as a page; its source."""
    assert response.status_code in (200, DONE, *SAID), response.status_code
    source = str(response.content.decode())
    if response.status_code != DONE:
        faults = [fault for fault in faults_of(Html(source), response) if not fault.startswith("program text")]
        assert not any(raw in source for raw in RAW), "shown as markup"
        assert "该字段" not in source
        assert "This field" not in source
        assert not faults, faults
    return source


def form_of(client: PageClient, page: str, action: str) -> Any:
    return client.open(page).form(action)


def sent(client: PageClient, form: Any, **values: Any) -> Any:
    """The form with a key of its own each time: nothing is taken for the same form sent twice."""
    hidden = {name: value for name, value in form.hidden.items() if name != "once"}
    return client.post(form.action, {**hidden, **values})


def keeps(source: str, text: str) -> bool:
    """Whether what was typed stands in the page again, as the browser would show it."""
    typed = " ".join(text.split())
    shown = " ".join(Html(source).text.split())
    return typed[:30] in shown or typed[:30] in _values(source)


def _values(source: str) -> str:
    from html import unescape

    return " ".join(unescape(source).split())


def tickets() -> int:
    return int(Ticket.objects.everywhere("the test's own").count())


def test_the_words_of_a_ticket(world: World) -> None:
    client, page = world.client("teacher"), "/tickets/new/other"
    form = form_of(client, page, page)
    for text in WORDS:
        before = tickets()
        answer = sent(client, form, text=text)
        source = checked(answer)
        if answer.status_code == DONE:
            assert tickets() == before + 1
            shown = client.get(answer.headers["Location"])
            assert shown.status_code == 200
            checked(shown)
        else:
            assert tickets() == before, "nothing is half written"
            assert keeps(source, text), repr(text[:40])


def test_a_sign_that_no_text_may_hold_writes_nothing(world: World) -> None:
    client, page = world.client("teacher"), "/tickets/new/other"
    form = form_of(client, page, page)
    for text in TEXTS:
        if _NUL in text:
            assert sent(client, form, text=text).status_code == 404
    assert tickets() == 0


def test_every_field_of_every_ticket_that_asks_for_numbers(world: World) -> None:
    client = world.client("teacher")
    for kind, fields in (("account_restore", ("name", "document")), ("school_missing", ("school", "school_code"))):
        page = f"/tickets/new/{kind}"
        form = form_of(client, page, page)
        county = str(world.place("county").organization_id)
        right = {"name": "张三", "document": "E12345678", "school": "雀尾小学", "county": county, "school_code": ""}
        for field in fields:
            for text in WORDS[::3]:
                before = tickets()
                answer = sent(client, form, **{**right, field: text, "text": "请处理"})
                source = checked(answer)
                assert tickets() == before + (answer.status_code == DONE), (kind, field, repr(text[:40]))
                if answer.status_code != DONE:
                    assert 'aria-invalid="true"' in source or "jy-refusal" in source, (field, repr(text[:40]))
    odd = {"county": "9" * 30}
    page = "/tickets/new/school_missing"
    assert sent(client, form_of(client, page, page), school="雀尾小学", **odd).status_code == 422


def test_the_words_of_a_desk(world: World) -> None:
    ticket = raised(world.actor("teacher"))
    client = world.client("school_admin")
    page = f"/desk/{world.place('school').organization_id}/tickets/{ticket.pk}"
    form = form_of(client, page, f"{page}/steps/answer")
    form.action = f"{page}/steps/note"
    events = TicketEvent.objects.everywhere("the test's own").filter(ticket=ticket)
    for text in WORDS:
        before = events.count()
        answer = sent(client, form, text=text)
        source = checked(answer)
        assert events.count() == before + (answer.status_code == DONE)
        if answer.status_code != DONE:
            assert text.strip() == "" or keeps(source, text), repr(text[:40])
    shown = client.get(page)
    checked(shown)
    assert "张三" in shown.content.decode()


def test_a_saved_answer(world: World) -> None:
    client, page = world.client("school_admin"), f"/desk/{world.place('school').organization_id}/answers"
    form = form_of(client, page, page)
    rows = SavedAnswer.objects.everywhere("the test's own")
    for at, text in enumerate(WORDS[::2]):
        for values in ({"title": text, "text": "答复"}, {"title": f"标题{at}", "text": text}):
            before = rows.count()
            answer = sent(client, form, **values)
            source = checked(answer)
            assert rows.count() == before + (answer.status_code == DONE), repr(text[:40])
            if answer.status_code != DONE:
                assert 'aria-invalid="true"' in source, repr(text[:40])
    checked(client.get(page))


def test_the_form_of_a_new_school(world: World) -> None:
    county = str(world.place("county").organization_id)
    ticket = raised(world.actor("teacher"), "school_missing", school="雀尾小学", county=county)
    client, page = (
        world.client("support"),
        f"/desk/{world.place('province').organization_id}/tickets/{ticket.pk}/school",
    )
    form = form_of(client, page, page)
    right = {"name": "雀林县雀尾小学", "county": county, "school_type": "211", "system": "63"}
    schools = Organization.objects.everywhere("the test's own")
    before = schools.count()
    for field in ("school_code", "county", "school_type", "system", "urban_rural"):
        for text in WORDS[::8]:
            answer = sent(client, form, **{**right, "name": "", field: text})
            assert answer.status_code == 422, (field, repr(text[:40]))
            checked(answer)
    assert schools.count() == before
    for text in WORDS:
        answer = sent(client, form, **{**right, "name": text})
        source = checked(answer)
        if answer.status_code == DONE:
            # It was a name: the next one needs a ticket of its own.
            found = schools.order_by("-id")[0]
            assert found.name.strip()
            assert not set(found.name) & set("\x00\x07\u202e\u200b\n")
            again = raised(world.actor("teacher"), "school_missing", school=f"雀尾小学{found.pk}", county=county)
            page = f"/desk/{world.place('province').organization_id}/tickets/{again.pk}/school"
            form = form_of(client, page, page)
        else:
            assert keeps(source, text) or text.strip() == "", repr(text[:40])
