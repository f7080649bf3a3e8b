"""L1: 终身学习账号: the first use binds or registers, later uses log straight in, and it is unbound in 个人中心."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from jiaoyun.accounts.outside import discovery
from jiaoyun.demo.lifelong.issuer import Client, Issuer
from jiaoyun.demo.lifelong.server import make_server
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.knocking import by_password, log_out, to_ticket
from tests.scenarios.registering import ACCOUNT, NAME, PASSWORD, SCHOOL, register
from tests.scenarios.shapes import EVERYWHERE
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("lifelong")]
LABEL = "终身学习账号"


@pytest.fixture
def lifelong(live_server: Any, settings: Any) -> Iterator[None]:
    """The project's own provider on a port of its own, as the demo starts it."""
    issuer = Issuer("", (Client("jiaoyun", "nur-im-test", (f"{live_server.url}/login/outside/lifelong/back",)),))
    server = make_server(issuer, "127.0.0.1", 0)
    issuer.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    entry = {"key": "lifelong", "label": LABEL, "issuer": issuer.address}
    settings.JIAOYUN_OUTSIDE_LOGINS = [{**entry, "client_id": "jiaoyun", "client_secret": "nur-im-test"}]
    discovery.forget()
    yield
    server.shutdown()
    server.server_close()
    discovery.forget()


def go_over(desk: Desk, who: str) -> None:
    """From the log-in page to the provider, and back as somebody."""
    desk.open("/login")
    desk.press(f"用{LABEL}登录")
    assert desk.page.inner_text("h1") == "以谁的身份登录"
    desk.press(who)


@pytest.mark.parametrize("how", EVERYWHERE, ids=str)
def test_l1_the_first_use_binds_and_later_it_logs_in(town: World, sit: Sit, how: dict[str, int]) -> None:
    person = sit(**how)
    go_over(person, "祝云舒")
    person.see("第一次使用，请先绑定账号", LABEL, "用密码登录并绑定", "用短信登录并绑定", "注册新用户")
    person.press("用密码登录并绑定")
    by_password(person, town.login("inspector"), town.set_password("inspector"))
    person.see("绑定到您的账号", "雀备检", f"绑定{LABEL}")
    person.press(f"绑定{LABEL}")
    person.see_desktop(f"{LABEL}绑定好了")
    later = sit(**how)
    go_over(later, "祝云舒")
    later.see_desktop("备课检查员")
    later.open("/me/outside")
    later.see("外部账号", LABEL)
    later.press("解绑")
    later.see("解绑外部账号", "资料都不变")
    later.press(f"解绑{LABEL}")
    later.see("外部账号", "已经解绑", "还没有绑定外部账号")
    if later.scripts:
        log_out(later)
        go_over(later, "祝云舒")
        later.see("第一次使用，请先绑定账号")


@pytest.mark.parametrize("how", [{"width": 1280}, {"width": 360}], ids=str)
def test_l1_the_first_use_registers_and_later_it_logs_in(town: World, sit: Sit, how: dict[str, int]) -> None:
    person = sit(**how)
    go_over(person, "邹文斌")
    person.see("第一次使用，请先绑定账号", "还没有账号：注册新用户")
    person.press("还没有账号：注册新用户")
    person.press("教师注册")
    register(person)
    person.see("提交成功")
    by_password(person, ACCOUNT, PASSWORD)
    person.see("绑定到您的账号", NAME)
    person.press(f"绑定{LABEL}")
    person.see("我的申请", "待审核", SCHOOL)
    later = sit(**how)
    go_over(later, "邹文斌")
    later.see("我的申请", "待审核", SCHOOL)


def test_l1_giving_up_over_there_leads_back_with_other_ways(town: World, sit: Sit) -> None:
    person = sit()
    with person.refused(403):
        go_over(person, "取消，返回平台")
        person.see(f"没有完成{LABEL}登录", "换一种方式登录")
    person.press("换一种方式登录")
    person.see("登录")


def test_l6_the_outside_login_names_a_school_that_is_no_tenant(town: World, sit: Sit) -> None:
    person = sit()
    with person.refused(403):
        go_over(person, "桂一帆")
        person.see("用户所在学校不在平台的租户中", "云溪县云溪希望小学")
    to_ticket(person, "提交开通学校的工单")
    assert person.page.input_value("[name=school]") == "云溪县云溪希望小学"
