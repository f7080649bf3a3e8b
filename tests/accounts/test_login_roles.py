"""角色不匹配 and which identity opens (product.md L2)."""

import re

import pytest
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account, Identity
from tests.accounts.knocking import by_password, by_sms, goes_to, with_phone
from tests.pages import PageClient
from tests.world import World


def also_guardian(world: World) -> None:
    """Make the teacher of the cast a guardian too."""
    rows = Identity.objects.everywhere("the test's own cast")
    second = rows.get(id=world.identities["guardian"])
    second.pk, second.account_id, second._state.adding = uuid7(), world.accounts["teacher"], True
    second.save()
    world.identities["teacher_as_guardian"] = second.pk


def opened(world: World, role: str = "teacher") -> object:
    return Account.objects.of_account(world.accounts[role]).get().last_identity


@pytest.mark.parametrize(("chosen", "identity"), [("teacher", "teacher"), ("guardian", "teacher_as_guardian")])
def test_it_opens_the_identity_that_was_chosen(world: World, visitor: PageClient, chosen: str, identity: str) -> None:
    also_guardian(world)
    assert goes_to(by_password(visitor, world, "teacher", role=chosen)) == "/desktop"
    assert opened(world) == world.identities[identity]
    assert visitor.cookies["role"].value == chosen


def test_it_opens_the_one_used_last_where_nothing_is_chosen(world: World) -> None:
    also_guardian(world)
    by_password(PageClient(), world, "teacher", role="guardian")
    by_password(PageClient(), world, "teacher")
    assert opened(world) == world.identities["teacher_as_guardian"]
    by_password(PageClient(), world, "teacher", role="teacher")
    by_password(PageClient(), world, "teacher", role="")
    assert opened(world) == world.identities["teacher"]


def test_it_offers_each_identity_where_the_chosen_one_is_missing(world: World, visitor: PageClient) -> None:
    also_guardian(world)
    assert goes_to(by_password(visitor, world, "teacher", role="student", next="/me")) == "/login/role"
    page = visitor.open("/login/role")
    assert "角色不匹配" in page.text
    wanted = str(world.identities["teacher_as_guardian"])
    forms = [form for form in page.html.forms if form.hidden.get("identity") == wanted]
    assert len([form for form in page.html.forms if "identity" in form.hidden]) == 2
    assert goes_to(visitor.send(forms[0])) == "/me"
    assert opened(world) == world.identities["teacher_as_guardian"]


def test_it_asks_the_wrong_password_before_the_role(world: World, visitor: PageClient) -> None:
    form = visitor.open("/login").form("/login")
    values = {"login": world.login("teacher"), "password": "falsches-passwort", "role": "student"}
    assert "角色不匹配" not in visitor.send(form, values, status=422).text
    visitor.open("/login/role", status=409)


def test_nobody_may_take_up_an_identity_of_somebody_else(world: World, visitor: PageClient) -> None:
    by_password(visitor, world, "teacher", role="student")
    form = visitor.open("/login/role").form("/login/role")
    visitor.send(form, {"identity": str(world.identities["school_admin"])}, status=409)
    assert opened(world) is None


def test_it_asks_for_the_role_after_the_sms_code_too(world: World, visitor: PageClient) -> None:
    with_phone(world, "teacher")
    by_sms(visitor, role="student")
    assert goes_to(visitor.send(visitor.open("/login/whose").form("/login/whose"))) == "/login/role"
    page = visitor.open("/login/role")
    assert goes_to(visitor.send(page.form("/login/role"))) == "/desktop"


def test_it_remembers_the_role_on_this_browser(world: World, visitor: PageClient) -> None:
    by_password(visitor, world, "teacher", role="teacher")
    visitor.send(visitor.open("/desktop").form("/logout"))
    source = visitor.open("/login").response.content.decode()
    assert re.search(r'<input type="radio" name="role" value="teacher"[^>]* checked', source)


@pytest.mark.parametrize(
    ("who", "chosen", "label", "where"),
    [
        ("guardian", "teacher", "注册教师身份", "/applications/new"),
        ("teacher", "guardian", "注册家长身份", "/me/children/add"),
        ("teacher", "student", "注册学生身份", "/register/student"),
    ],
)
def test_it_goes_on_to_register_the_role_that_was_chosen(
    world: World, visitor: PageClient, who: str, chosen: str, label: str, where: str
) -> None:
    by_password(visitor, world, who, role=chosen)
    page = visitor.open("/login/role")
    assert label in page.text
    [form] = [form for form in page.html.forms if "register" in form.hidden]
    assert goes_to(visitor.send(form)) == where
    visitor.open(where)
