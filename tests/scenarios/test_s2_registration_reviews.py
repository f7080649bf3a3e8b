"""S2: registrations sit in 教师 → 转入审核 with a badge; one or many are decided, each once."""

import pytest

from jiaoyun.accounts.models import IdentityRequest
from tests.accounts.requests.asking import applicant
from tests.people import invent_name
from tests.scenarios.conftest import Sit
from tests.scenarios.test_r0_a_teacher_registers import REVIEW, at_work
from tests.world import World

pytestmark = pytest.mark.browser


def states() -> list[str]:
    rows = IdentityRequest.objects.everywhere("the test's own")
    return sorted(rows.values_list("state", flat=True))


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, True), (360, False)])
def test_s2_many_are_approved_and_one_is_sent_back_with_a_reason(
    town: World, sit: Sit, width: int, scripts: bool
) -> None:
    for serial in range(1, 5):
        applicant(town, serial, days=serial)
    admin = at_work(sit, town, width=width, scripts=scripts)
    admin.open("/desktop")
    admin.press("去处理")
    admin.see("转入审核", "转入审核", "4 天", "共 4 份申请")
    for serial in (2, 3, 4):
        admin.page.check(f"[aria-label='选中{invent_name(serial)}']")
    admin.press("通过选中的")
    admin.see("转入审核", "已通过 3 份申请", "共 1 份申请")
    admin.page.check(f"[aria-label='选中{invent_name(1)}']")
    with admin.refused(422):
        admin.press("退回选中的")
        admin.see("转入审核", "不通过要写原因")
    assert admin.page.is_checked(f"[aria-label='选中{invent_name(1)}']")
    admin.page.fill("[name=reason]", "不是本校的老师")
    admin.press("退回选中的")
    admin.see("转入审核", "已退回 1 份申请", "没有等待审核的申请")
    assert states() == ["approved"] * 3 + ["rejected"]
    admin.open("/school/900101/teachers")
    admin.see("教师", *(invent_name(serial) for serial in (2, 3, 4)))


def test_s2_the_second_of_two_reviewers_is_told_who_decided(town: World, sit: Sit) -> None:
    applicant(town)
    first, second = at_work(sit, town), at_work(sit, town, "teacher")
    for desk in (first, second):
        desk.open(REVIEW)
    first.press("通过", within="tbody")
    first.see("转入审核", "已通过 1 份申请")
    with second.refused(409):
        second.press("通过", within="tbody")
        second.see("转入审核", "已经有人处理过了", "雀校管")
    assert states() == ["approved"]


def test_s2_the_county_decides_for_a_school_without_administrator(town: World, sit: Sit) -> None:
    town.end_identity("neighbour_admin")
    applicant(town, 1, school="neighbour")
    county = at_work(sit, town, "county_admin", width=360)
    county.open("/desktop")
    county.see_desktop("教师申请等您审核", "这些学校还没有管理员")
    county.open("/area/900011/teacher-requests")
    county.see("教师审核", "雀林县雀林第二小学", invent_name(1))
    county.press("通过", within="tbody")
    county.see("教师审核", "已通过 1 份申请")
