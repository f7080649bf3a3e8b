"""L2: the wrong role is chosen; each identity has its button, and the password is not asked again."""

import pytest
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Identifier, Identity
from tests.scenarios.conftest import Sit
from tests.scenarios.knocking import by_password, log_out
from tests.scenarios.registering import DOCUMENT, choose_school, send_off
from tests.scenarios.shapes import SHAPES
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World

pytestmark = pytest.mark.browser


def teacher_and_guardian(town: World) -> tuple[str, str]:
    """The guardian of the cast as a teacher too: account and password."""
    rows = Identity.objects.everywhere("the test's own cast")
    second = rows.get(id=town.identities["inspector"])
    second.pk, second.account_id, second._state.adding = uuid7(), town.accounts["guardian"], True
    second.role = "teacher"
    second.save()
    return town.login("guardian"), town.set_password("guardian")


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_l2_one_button_for_each_identity(town: World, sit: Sit, how: dict[str, int]) -> None:
    account, password = teacher_and_guardian(town)
    person = sit(**how)
    by_password(person, account, password, role="学生")
    person.see("选择身份", "角色不匹配", "您选的是学生", "以家长身份进入", "以教师身份进入", "注册学生身份")
    person.press("以家长身份进入")
    person.see_desktop("家长")


def test_l2_the_role_is_remembered_and_may_stay_empty(town: World, sit: Sit) -> None:
    account, password = teacher_and_guardian(town)
    person = sit()
    by_password(person, account, password, role="家长")
    person.see_desktop("家长")
    log_out(person)
    person.open("/login")
    assert person.page.locator("input[type=radio][name=role][value=guardian]").is_checked()
    by_password(person, account, password, role="教师")
    person.see_desktop("教师")
    log_out(person)
    by_password(person, account, password, role="不选")
    person.see_desktop("教师")


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_l2_register_this_role(town: World, sit: Sit, how: dict[str, int]) -> None:
    """With the proof that was shown, to the end: asked, approved by the school, and entered as that role."""
    rows = Identifier.objects.of_account(town.accounts["guardian"]).filter(kind="document")
    rows.update(released_at=town.now, released_why="test")
    account, password = town.login("guardian"), town.set_password("guardian")
    person = sit(**how)
    by_password(person, account, password, role="教师")
    person.see("选择身份", "角色不匹配", "您选的是教师", "以家长身份进入", "注册教师身份")
    person.press("注册教师身份")
    person.see("添加教师身份", "学校")
    choose_school(person)
    person.page.fill("[name=document]", DOCUMENT)
    send_off(person)
    person.see("我的申请", "教师 · 雀林县雀林第一小学", "待审核")
    admin = at_work(sit, town, "school_admin", **how)
    admin.open(f"/school/{town.place('school').school_id}/teachers/review")
    admin.see("转入审核", "雀家长")
    admin.press("通过", within="tbody")
    log_out(person)
    by_password(person, account, password, role="教师")
    person.see_desktop("教师")


@pytest.mark.parametrize(("role", "page"), [("学生", "学生注册"), ("家长", "添加孩子")])
def test_l2_each_role_is_registered_on_its_own_page(town: World, sit: Sit, role: str, page: str) -> None:
    person = sit()
    by_password(person, town.login("homeroom"), town.set_password("homeroom"), role=role)
    person.press(f"注册{role}身份")
    person.see(page)
