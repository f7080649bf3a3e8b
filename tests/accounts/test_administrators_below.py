"""下级管理员: whoever is called on the telephone finds the administrator below, and the buttons of the level above."""

import pytest
from django.utils import timezone

from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.accounts.people import administrators_below
from tests.factors import give_app
from tests.pages import Page
from tests.world import CAST, World


def listed(world: World, role: str, place: str, query: str = "") -> Page:
    return world.client(role).open(f"/area/{world.place(place).organization_id}/administrators{query}")


@pytest.mark.parametrize(
    ("role", "place", "here", "elsewhere"),
    [
        (
            "county_admin",
            "county",
            ("school_admin", "neighbour_admin"),
            ("county_admin", "other_county_admin", "teacher"),
        ),
        ("city_admin", "city", ("county_admin", "school_admin"), ("city_admin", "province_admin", "homeroom")),
        ("province_admin", "province", ("city_admin", "county_admin", "province_admin", "support"), ("student",)),
    ],
)
def test_it_lists_who_administers_something_below(
    world: World, role: str, place: str, here: tuple[str, ...], elsewhere: tuple[str, ...]
) -> None:
    links = listed(world, role, place).links()
    for key in here:
        assert f"/accounts/{world.accounts[key]}/administrator" in links, key
    for key in elsewhere:
        assert f"/accounts/{world.accounts[key]}/administrator" not in links, key


def test_it_is_searched_by_name_and_unit_and_no_name_stands_in_the_address(world: World) -> None:
    client, county = world.client("county_admin"), world.place("county").organization_id
    page = listed(world, "county_admin", "county")
    form = page.form(f"/area/{county}/administrators")
    there = client.send(form, {"q": CAST["neighbour_admin"].name}).response.headers["Location"]
    assert "find=" in there
    assert CAST["neighbour_admin"].name not in there
    links = client.open(there).links()
    assert f"/accounts/{world.accounts['neighbour_admin']}/administrator" in links
    assert f"/accounts/{world.accounts['school_admin']}/administrator" not in links
    there = client.send(form, {"unit": "没有这个单位"}).response.headers["Location"]
    assert "没有符合条件的管理员" in client.open(there).text


def test_it_pages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(administrators_below, "PAGE", 1)
    first = listed(world, "county_admin", "county")
    assert "?page=2" in first.links()
    assert "?page=1" not in listed(world, "county_admin", "county", "?page=2").text
    assert "后面没有了" in listed(world, "county_admin", "county", "?page=9999").text


def test_one_persons_page_has_the_buttons_that_fit_the_state(world: World) -> None:
    whose, client = world.accounts["school_admin"], world.client("county_admin")
    address = f"/accounts/{whose}/administrator"
    page = client.open(address)
    assert "雀林县雀林第一小学" in page.text
    ways = [link.split("?")[0] for link in page.links()]
    school = world.place("school").organization_id
    assert f"/accounts/{whose}/password/reset" in ways
    assert f"/school/{school}/people/{whose}/freeze" in ways
    assert f"/accounts/{whose}/second-factor/reset" not in ways
    give_app(whose)
    Account.objects.of_account(whose).update(state=AccountState.FROZEN, state_at=timezone.now(), state_reason="离岗")
    page = client.open(address)
    ways = [link.split("?")[0] for link in page.links()]
    assert "离岗" in page.text
    assert f"/accounts/{whose}/second-factor/reset" in ways
    assert f"/school/{school}/people/{whose}/thaw" in ways
    assert f"/accounts/{whose}/password/reset" not in ways


def test_every_button_opens_and_leads_back(world: World) -> None:
    for role, whom in (("county_admin", "school_admin"), ("city_admin", "county_admin"), ("province_admin", "support")):
        give_app(world.accounts[whom])
        address = f"/accounts/{world.accounts[whom]}/administrator"
        client = world.client(role)
        ways = [link for link in client.open(address).links() if "?next=" in link]
        assert len(ways) >= 4
        for way in ways:
            assert address in client.open(way).links(), way


def test_ones_own_page_has_no_buttons(world: World) -> None:
    page = world.client("province_admin").open(f"/accounts/{world.accounts['province_admin']}/administrator")
    assert "这是您自己的账号" in page.text
    assert not any("?next=" in link for link in page.links())
