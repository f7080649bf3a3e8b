"""Search everywhere shows the pages that a reader may open, where things went, and help; schools by name."""

from dataclasses import replace

import pytest

from jiaoyun.plumbing.actor import NOBODY
from jiaoyun.portal.finding import find
from tests.pages import PageClient
from tests.world import World


def labels(world: World, role: str, asked: str) -> list[str]:
    return [page.label for page in find(asked, world.actor(role), "/search").pages]


@pytest.mark.parametrize("asked", ["批量新增", "piliangxinzeng", "plxz", "批量新增学生在哪里"])
def test_a_menu_entry_is_found_by_words_or_sound(world: World, asked: str) -> None:
    [page, *_] = find(asked, world.actor("school_admin"), "/search").pages
    assert (page.label, page.trail) == ("批量新增学生", "学校用户管理")
    assert page.address == f"/school/{world.place('school').organization_id}/imports/new"


@pytest.mark.parametrize("role", ["teacher", "student", "guardian", "county_admin", "support"])
def test_nobody_is_shown_a_page_that_they_may_not_open(world: World, role: str) -> None:
    assert "批量新增学生" not in labels(world, role, "批量新增")


def test_a_page_of_another_identity_is_found_with_the_switch(world: World) -> None:
    admin, county = world.actor("school_admin"), world.actor("county_admin")
    assert admin.grant is not None
    [page] = find("批量新增", replace(county, others=(admin.grant,)), "/search").pages
    assert page.note == "先换成学校管理员身份"
    assert page.address == f"/identities?identity={admin.grant.identity_id}"


def test_a_visitor_finds_the_doors_and_nobody_who_is_in(world: World) -> None:
    assert find("登录", NOBODY, "/search").pages[0].label == "登录"
    assert "登录" not in labels(world, "teacher", "登录")
    assert "个人中心" in labels(world, "teacher", "修改密码")


def test_old_menus_and_questions_are_found_beside_pages(world: World) -> None:
    found = find("转入审核", world.actor("school_admin"), "/search")
    assert found.moves
    assert found.entries[0].key == "review-transfers"
    assert found.count == len(found.pages) + len(found.moves) + len(found.entries)


def test_the_panel_is_the_hits_alone_and_writes_nothing(world: World) -> None:
    client = world.client("school_admin")
    body = client.get("/search?q=导入", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in body
    assert "/imports/new" in body
    assert "没有找到「食堂几点开饭」" in client.get("/search?q=食堂几点开饭").content.decode()


@pytest.mark.parametrize("asked", ["", "长", "x" * 500, "<script>alert(1)</script>", "%00", "｛｛7*7｝｝"])
def test_whatever_is_typed_is_answered(db: None, visitor: PageClient, asked: str) -> None:
    answer = visitor.get("/search", {"q": asked})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("typed", ["雀林第一", "雀林县雀林第一小学"])
def test_a_school_is_found_by_a_piece_of_its_name(world: World, visitor: PageClient, typed: str) -> None:
    page = visitor.open(f"/schools?q={typed}")
    assert "雀林县雀林第一小学" in page.text
    assert "已开通" in page.text


def test_a_school_is_found_down_the_tree(world: World, visitor: PageClient) -> None:
    city = next(link for link in visitor.open("/schools").links() if "?area=" in link)
    assert city == f"/schools?area={world.place('city').organization_id}"
    assert "雀林县教育局" in visitor.open(city).text
    assert "雀林县雀林第二小学" in visitor.open(f"/schools?area={world.place('county').organization_id}").text


@pytest.mark.parametrize("query", ["q=没有这所学校", "area=1", "area=x", "area=99999999999999", "area=-1"])
def test_what_is_not_there_is_told(world: World, visitor: PageClient, query: str) -> None:
    visitor.open(f"/schools?{query}")
