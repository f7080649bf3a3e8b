"""R3: the account name is taken: free ones are offered at once, one press takes it."""

import pytest
from playwright.sync_api import expect

from tests.scenarios.conftest import Sit
from tests.scenarios.registering import DOCUMENT, choose_school, fill, prove_phone, send_off
from tests.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, True), (360, False)])
def test_r3_it_offers_free_names_and_takes_the_one_pressed(town: World, sit: Sit, width: int, scripts: bool) -> None:
    teacher = sit(width=width, scripts=scripts)
    prove_phone(teacher)
    fill(teacher, account="q_inspector")
    choose_school(teacher)
    free = f"ouyangjingxing{DOCUMENT[-4:].lower()}"
    with teacher.refused(409):
        send_off(teacher)
        teacher.see("教师注册", "「账号已注册」", free)
    press = teacher.page.locator("button[name=use_name]").filter(has_text=free).click
    if scripts:
        press()
        expect(teacher.page.locator("[name=account_name]")).to_have_value(free)
    else:
        teacher.follow(press)
    assert teacher.page.input_value("[name=account_name]") == free
    send_off(teacher)
    teacher.see("提交成功")


def test_r3_it_suggests_before_anything_is_sent_off(town: World, sit: Sit) -> None:
    teacher = sit()
    prove_phone(teacher)
    teacher.page.fill("[name=name]", "欧阳景行")
    teacher.page.fill("[name=document]", DOCUMENT)
    teacher.page.locator("button[name=suggest]").click()
    teacher.page.wait_for_selector("button[name=use_name]")
    assert f"ouyangjingxing{DOCUMENT[-4:].lower()}" in teacher.page.inner_text("#account-name")
    teacher.check()
