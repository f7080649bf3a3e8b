"""教师: the school's staff by name, pinyin, last four or one exact number."""

import pytest

from jiaoyun.plumbing.models import AuditEvent
from tests.accounts.registration.registering import document_of, phone_of
from tests.world import World

LIST = "/school/900101/teachers"


def test_it_lists_the_staff_with_their_roles_and_nobody_elses(world: World) -> None:
    page = world.client("school_admin").open(LIST)
    for words in ("雀任课", "雀班主", "班主任", "雀备检", "雀校管"):
        assert words in page.text
    for words in ("邻雀教师", "离雀教师", "雀学生", "雀家长"):
        assert words not in page.text


@pytest.mark.parametrize(("typed", "found"), [("任课", True), ("querenke", True), ("qrk", True), ("班主", False)])
def test_it_finds_by_name_and_sound(world: World, typed: str, found: bool) -> None:
    client = world.client("school_admin")
    answer = client.send(client.open(LIST).form(LIST), {"q": typed})
    page = client.open(answer.response.headers["Location"])
    assert ("雀任课" in page.text) is found


@pytest.mark.parametrize("which", ["document", "phone"])
def test_a_full_number_finds_one_and_never_stands_in_the_address(world: World, which: str) -> None:
    number = document_of(world, "teacher") if which == "document" else phone_of(world, "teacher")
    client = world.client("school_admin")
    answer = client.send(client.open(LIST).form(LIST), {"q": number})
    address = answer.response.headers["Location"]
    assert number not in address
    page = client.open(address)
    assert "雀任课" in page.text
    assert "雀班主" not in page.text
    assert number not in page.text


def test_a_number_of_another_school_finds_nobody(world: World) -> None:
    client = world.client("school_admin")
    answer = client.send(client.open(LIST).form(LIST), {"q": document_of(world, "neighbour_teacher")})
    assert "本校没有用这个号码的教师" in client.open(answer.response.headers["Location"]).text


def test_it_leads_to_what_the_school_may_do_for_a_teacher(world: World) -> None:
    client, account = world.client("school_admin"), world.accounts["teacher"]
    assert f"{LIST}/{account}" in client.open(LIST).links()
    card = client.open(f"{LIST}/{account}")
    for act in ("reset", "freeze", "rename", "unbind"):
        [address] = [link for link in card.links() if f"{account}/{act}?" in link]
        client.open(address)


def test_the_whole_account_name_is_shown_once_and_recorded(world: World) -> None:
    client, address = world.client("school_admin"), f"{LIST}/{world.accounts['teacher']}"
    page = client.open(address)
    assert "q_teacher" not in page.text
    shown = client.send(page.form(f"{address}/numbers"), status=200)
    assert "q_teacher" in shown.text
    event = AuditEvent.objects.get(action="accounts.teacher_numbers_shown")
    assert (event.subject_id, set(event.details["kinds"])) == (
        str(world.accounts["teacher"]),
        {"name", "document", "phone"},
    )
    assert "q_teacher" not in client.open(address).text


@pytest.mark.parametrize("role", ["neighbour_teacher", "left_teacher", "student", "guardian", "county_admin"])
def test_who_does_not_work_here_is_nobody(world: World, role: str) -> None:
    client, address = world.client("school_admin"), f"{LIST}/{world.accounts[role]}"
    token = client.open(LIST).form(LIST).hidden["csrfmiddlewaretoken"]
    assert client.post(f"{address}/numbers", {"csrfmiddlewaretoken": token}).status_code == 404
    assert not AuditEvent.objects.filter(action="accounts.teacher_numbers_shown").exists()
