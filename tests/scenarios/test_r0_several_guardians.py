"""R0: a guardian of two children, a child of two guardians, and the end of the last bond."""

from typing import Any

import pytest

from tests.people import invent_phone
from tests.roster.registration.registering import NAME, PASSWORD, password_of
from tests.scenarios.conftest import Sit
from tests.scenarios.families import (
    add_child,
    at_confirmations,
    decide,
    guardian_states,
    register_guardian,
)
from tests.scenarios.knocking import by_password, log_out
from tests.scenarios.shapes import REGISTERING
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World

pytestmark = pytest.mark.browser
everywhere = pytest.mark.parametrize("how", REGISTERING, ids=str)
FATHER, FATHERS_PHONE = "欧阳守诚", invent_phone(8511)


@everywhere
def test_r0_a_second_child_and_a_second_guardian(town: World, sit: Sit, how: dict[str, Any]) -> None:
    first, second = town.pupils["school"][1], town.pupils["neighbour"][1]
    mother, father = sit(**how), sit(**how)
    register_guardian(mother, first, first.phone)
    by_password(mother, first.phone, PASSWORD)
    mother.see_desktop("家长")
    add_child(mother, second, number=second.document)
    mother.see("我的孩子", "已经提交", first.name, second.name, "雀林县雀林第二小学")
    with mother.refused(409):
        add_child(mother, first)
        mother.see("添加孩子", "这个孩子已经添加过了")
    register_guardian(father, first, FATHERS_PHONE, name=FATHER)
    father.see("提交成功")
    near = at_confirmations(sit, town, "homeroom", **how)
    near.see("家长与学生确认", FATHER)
    assert NAME not in near.page.inner_text("main")
    decide(near, FATHER)
    far = at_work(sit, town, "neighbour_admin", **how)
    far.open("/school/900102/confirmations")
    far.see("家长与学生确认", NAME, second.name)
    decide(far, NAME)
    mother.open("/me/children")
    assert mother.page.locator("main section").filter(has_text="已绑定").count() == 2
    near.open(f"/school/900101/students/{first.account_id}/guardians")
    near.see(f"{first.name}的家长", NAME, FATHER, "由班主任确认")
    assert (guardian_states(first)[-2:], guardian_states(second)[-1]) == (["active", "active"], "active")


@everywhere
def test_r0_leaving_the_last_child_ends_the_identity(town: World, sit: Sit, how: dict[str, Any]) -> None:
    first, second = town.pupils["school"][1], town.pupils["school"][0]
    guardian = sit(**how)
    register_guardian(guardian, first, first.phone)
    by_password(guardian, first.phone, PASSWORD)
    add_child(guardian, second)
    decide(at_confirmations(sit, town, "homeroom", **how), NAME)
    for pupil, left in ((second, first.name), (first, "还没有绑定孩子")):
        guardian.open("/me/children")
        card = guardian.page.locator("main section").filter(has_text=pupil.name)
        guardian.follow(card.locator("a", has_text="解除绑定").click)
        guardian.see("解除绑定", f"解除和{pupil.name}的绑定", "孩子的账号和资料不变")
        guardian.press("解除绑定", within="main form")
        guardian.see("我的孩子", f"已经解除和{pupil.name}的绑定", left)
    log_out(guardian)
    by_password(guardian, first.phone, PASSWORD)
    assert "没有可用的身份" in guardian.page.inner_text("main")
    guardian.check()
    guardian.press("我的孩子")
    guardian.see("我的孩子", "还没有绑定孩子")
    assert guardian_states(first)[-1] == guardian_states(second)[-1] == "ended"
    assert password_of(first.account_id) == "!"
