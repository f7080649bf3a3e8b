"""学生名单: search, filters, order, pages, and what must not stand in an address."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.roster.models import Contact, CurrentEnrolment, Enrolment, StudentRecord
from tests.pages import Page
from tests.people import invent_phone
from tests.roster.importing import import_sheet, new_pupil, sheet
from tests.world import World

pytestmark = pytest.mark.django_db
OWN_PHONE = invent_phone(8611)


def _address(world: World, query: str = "", school: str = "school") -> str:
    return reverse("roster:student_list", kwargs={"school_id": world.place(school).school_id}) + query


def _open(world: World, query: str = "") -> Page:
    return world.client("school_admin").open(_address(world, query))


def _names(page: Page, world: World) -> list[str]:
    """The names of the list, in order: the links to a pupil's page."""
    links = [link for link in page.links() if "/students/" in link and not link.split("?")[0].endswith("export")]
    by_id = {str(row.account_id): row.account.name for row in _all(world)}
    return [by_id[link.rsplit("/", 1)[1]] for link in links]


def _all(world: World) -> Any:
    return CurrentEnrolment.objects.within(world.place("school")).select_related("account")


def _search(world: World, typed: str) -> str:
    """Where the search form leads."""
    client = world.client("school_admin")
    return str(
        client.send(client.open(_address(world)).form(_address(world)), {"q": typed}).response.headers["Location"]
    )


def test_it_lists_the_school_and_nobody_else(world: World) -> None:
    page = _open(world)
    assert len(_names(page, world)) == 4
    others = world.canaries("neighbour", "other_county_school")
    assert not any(value in page.text for value in others)
    assert not any(pupil.document in page.text or pupil.phone in page.text for pupil in world.pupils["school"])


@pytest.mark.parametrize("typed", ["雀学", "学生", "quexuesheng", "qxs", "0048"])
def test_it_finds_by_a_piece_pinyin_initials_and_the_last_four(world: World, typed: str) -> None:
    assert _names(_open(world, f"?q={typed}"), world) == ["雀学生"]


def test_it_finds_by_a_full_phone_the_pupils_own_or_the_recorded_one_of_a_guardian(world: World) -> None:
    first, second = world.pupils["school"][:2]
    bind(second.account_id, IdentifierKind.PHONE, OWN_PHONE, now=timezone.now())
    for typed, name in ((first.phone, first.name), (f"{OWN_PHONE[:3]} {OWN_PHONE[3:]}", second.name)):
        address = _search(world, typed)
        assert typed not in address
        assert _names(world.client("school_admin").open(address), world) == [name]


def test_it_finds_brothers_and_sisters_by_the_phone_they_share(world: World) -> None:
    first, second = world.pupils["school"][:2]
    shared = Contact.objects.of_account(first.account_id).get()
    Contact.objects.of_account(second.account_id).update(phone_digest=shared.phone_digest)
    found = _names(world.client("school_admin").open(_search(world, first.phone)), world)
    assert sorted(found) == sorted([first.name, second.name])


def test_a_phone_of_another_school_finds_nobody(world: World) -> None:
    for typed in (world.pupils["neighbour"][0].phone, "13900007777"):
        assert _search(world, typed).endswith("?person=none")


def test_it_finds_a_full_number_without_putting_it_in_an_address(world: World) -> None:
    pupil = world.pupils["school"][0]
    for typed in (pupil.document, pupil.roll_number, f" {pupil.document[:6]} {pupil.document[6:]}"):
        address = _search(world, typed)
        assert pupil.document[6:] not in address
        assert _names(world.client("school_admin").open(address), world) == [pupil.name]
    link = world.client("school_admin").get(_address(world, f"?q={pupil.document}"))
    assert (link.status_code, pupil.document in link.headers["Location"]) == (302, False)


def test_it_answers_alike_for_a_number_of_another_school_and_of_nobody(world: World) -> None:
    elsewhere, nobody = world.pupils["neighbour"][0].document, new_pupil(9)[1]
    addresses = {_search(world, elsewhere), _search(world, nobody)}
    assert len(addresses) == 1
    assert "本校没有用这个号码的学生" in world.client("school_admin").open(addresses.pop()).text


def test_it_filters_by_grade_class_state_and_boarding(world: World) -> None:
    first, *_, last = world.pupils["school"]
    Enrolment.objects.of_account(last.account_id).update(school_class=None)
    StudentRecord.objects.of_account(first.account_id).update(boarding="2")
    CurrentEnrolment.objects.of_account(world.pupils["school"][1].account_id).update(state="graduated")
    year = timezone.localdate().year if timezone.localdate().month >= 9 else timezone.localdate().year - 1
    assert _names(_open(world, f"?grade=primary-{year}"), world) == [first.name]
    assert _names(_open(world, f"?class={first.class_id}"), world) == [first.name]
    assert _names(_open(world, "?class=none"), world) == [last.name]
    assert _names(_open(world, "?boarding=2"), world) == [first.name]
    assert _names(_open(world, "?state=graduated"), world) == [world.pupils["school"][1].name]
    assert len(_names(_open(world, "?state=all"), world)) == 4


def test_it_orders_by_class_and_number_or_by_the_sound_of_the_name(world: World) -> None:
    pupils = world.pupils["school"]
    for pupil, number in zip(pupils[:2], ("10", "2"), strict=True):
        Enrolment.objects.of_account(pupil.account_id).update(number=number)
    Enrolment.objects.of_account(pupils[2].account_id).update(school_class=None)
    assert _names(_open(world), world) == [pupils[1].name, pupils[0].name, pupils[3].name, pupils[2].name]
    by_sound = [row.account.name for row in sorted(_all(world), key=lambda row: row.account.sort_key)]
    assert _names(_open(world, "?sort=name"), world) == by_sound


def test_it_pages_in_the_same_queries_whatever_the_size(world: World) -> None:
    import_sheet(world, sheet([new_pupil(serial) for serial in range(40)])).apply()
    few, many = _open(world), _open(world, "?size=50")
    assert few.queries == many.queries == 6
    assert (len(_names(few, world)), len(_names(many, world))) == (20, 44)
    assert "共 44 名学生" in few.text
    assert len(_names(_open(world, "?page=3"), world)) == 4
    past = world.client("school_admin").open(_address(world, "?page=99"), queries=7)
    assert len(_names(past, world)) == 20


@pytest.mark.parametrize(
    "query", ["?grade=primary-x&class=1&state=zz&size=7&page=-1&sort=zz", "?q=x&person=x", "?q=''%25"]
)
def test_it_opens_a_list_for_every_address(world: World, query: str) -> None:
    assert _open(world, query).status == 200


@pytest.mark.parametrize("query", ["?sort=%00", "?q=%00&person=x"])
def test_it_takes_an_address_with_nul_for_none(world: World, query: str) -> None:
    assert world.client("school_admin").get(_address(world, query)).status_code == 404


@pytest.mark.parametrize("role", ["homeroom", "teacher", "student", "neighbour_admin", "county_admin", "support"])
def test_whoever_is_no_administrator_of_the_school_may_not_see_the_list(world: World, role: str) -> None:
    answer = world.client(role).get(_address(world))
    assert answer.status_code in (403, 404)
    assert not any(value in answer.content.decode() for value in world.canaries("school") if value != "雀学生")
