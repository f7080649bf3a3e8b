"""H1: the help centre, from whoever cannot get in, from an administrator in a hurry, and from the editors."""

import pytest

from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.world import World

pytestmark = pytest.mark.browser


def seated(sit: Sit, town: World, role: str, *, width: int = 1280) -> Desk:
    """Somebody who has logged in before."""
    desk = sit(width=width)
    desk.context.add_cookies([{"name": "session", "value": town.session(role), "url": desk.base}])
    return desk


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, True), (360, False)])
def test_h1_whoever_cannot_get_in_finds_the_answer_and_its_button(
    town: World, sit: Sit, width: int, scripts: bool
) -> None:
    visitor = sit(width=width, scripts=scripts)
    with visitor.refused(401, 422):
        visitor.log_in("nobody_here", "wrong-password-1")
        visitor.see("登录", "账号或密码不对")
    visitor.press("这是怎么回事")
    visitor.see("学生的账号和密码是什么？", "「账号或密码不对」")
    visitor.press("有用", within="main form")
    visitor.see("学生的账号和密码是什么？", "谢谢")
    visitor.open("/")
    visitor.see("江西省教育资源公共服务平台", "遇到了什么问题？", "问得最多的")
    visitor.page.fill("#help-q", "帐号异常，请联系管理员")
    visitor.press("搜索")
    visitor.see("帮助", "找到")
    visitor.press("登录时提示账号异常", within=".jy-hits")
    visitor.see("登录时提示账号异常，请联系管理员？", "「账号异常,请联系管理员」")
    assert visitor.control("提交恢复工单").get_attribute("href") == "/tickets/new/account_restore"


def test_h1_old_menus_and_schools_are_found_without_logging_in(town: World, sit: Sit) -> None:
    visitor = sit(width=360)
    visitor.open("/help")
    visitor.press("功能搬到哪里了")
    visitor.page.fill("#help-q", "zhuanrushenhe")
    visitor.press("搜索")
    visitor.see("功能搬到哪里了", "学校用户管理 → 教师 → 转入审核")
    visitor.open("/")
    visitor.press("找我的学校")
    visitor.press("雀东市教育局")
    visitor.see("找学校", "雀林县教育局")
    visitor.page.fill("#school-q", "雀林第一")
    visitor.press("搜索")
    visitor.see("找学校", "雀林县雀林第一小学", "已开通")


def test_h1_an_administrator_finds_a_page_by_keys_alone(town: World, sit: Sit) -> None:
    admin = seated(sit, town, "school_admin")
    admin.open("/desktop")
    admin.page.keyboard.press("Control+k")
    admin.page.keyboard.type("piliangxinzeng", delay=20)
    admin.page.wait_for_selector("#find-found a")
    admin.check()
    admin.page.keyboard.press("ArrowDown")
    admin.follow(lambda: admin.page.keyboard.press("Enter"))
    admin.see("批量新增学生")
    admin.page.keyboard.press("Escape")
    admin.page.locator("h1").click()
    admin.page.keyboard.press("/")
    admin.page.keyboard.type("zrsh", delay=20)
    admin.page.wait_for_selector("#find-found a")
    assert "转入审核" in admin.page.inner_text("#find-found")
    admin.page.keyboard.press("Escape")
    assert not admin.page.locator("#find-found a").count()


def test_h1_an_entry_opens_at_the_own_school_and_prints_without_its_frame(town: World, sit: Sit) -> None:
    admin = seated(sit, town, "school_admin", width=360)
    admin.open("/help/import-students")
    admin.press("批量新增学生", within=".jy-do")
    admin.see("批量新增学生")
    admin.open("/help/import-students")
    admin.page.emulate_media(media="print")
    for hidden in (".jy-top", ".jy-ask", ".jy-useful", ".jy-foot", ".jy-do"):
        assert not admin.page.locator(hidden).first.is_visible(), hidden
    assert admin.page.locator(".jy-answer").is_visible()


def test_h1_what_nobody_answered_becomes_an_entry(town: World, sit: Sit) -> None:
    visitor = sit(width=360)
    visitor.open("/help?q=食堂13800000000几点开饭")
    visitor.see("帮助", "没有找到")
    editor = seated(sit, town, "support")
    editor.open("/desktop")
    editor.press("帮助中心编辑")
    editor.see("帮助中心编辑", "食堂…几点开饭")
    editor.press("写成一条")
    editor.see("新写一条")
    editor.page.fill("[name=question]", "食堂几点开饭？")
    editor.page.fill("[name=answer]", "各校不一样：\n\n- 问班主任\n- 看学校通知")
    editor.press("发布")
    editor.see("编辑：食堂几点开饭？", "已发布")
    visitor.open("/help?q=食堂几点开饭")
    visitor.press("食堂几点开饭", within=".jy-hits")
    visitor.see("食堂几点开饭？", "问班主任")


def test_h1_editors_see_what_stood_and_take_it_back(town: World, sit: Sit) -> None:
    editor = seated(sit, town, "support")
    editor.open("/help-editing/forgot-password")
    before = editor.page.input_value("[name=answer]")
    editor.page.fill("[name=answer]", "")
    with editor.refused(422):
        editor.page.locator("form[data-guard]").evaluate("form => { form.noValidate = true }")
        editor.press("保存")
        editor.see("编辑：忘记密码了，怎么找回？", "请写回答")
    editor.page.fill("[name=answer]", "点找回密码就好。")
    editor.press("保存")
    editor.see("编辑：忘记密码了，怎么找回？", "已保存", "改过 1 次")
    editor.page.locator("main details summary").first.click()
    editor.check()
    editor.press("恢复这一版")
    editor.see("编辑：忘记密码了，怎么找回？", "已恢复第 1 次修改之前的内容")
    assert editor.page.input_value("[name=answer]") == before
