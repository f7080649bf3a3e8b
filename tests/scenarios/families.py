"""Pupils and guardians at the doors of registration, and those who confirm them."""

from jiaoyun.accounts.models import Identity
from jiaoyun.plumbing.actor import Role
from tests.roster.registration.registering import NAME, PASSWORD, PHONE
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.registering import prove_phone
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World
from tests.world_rows import Pupil

SCHOOL = "雀林县雀林第一小学"
CLAIMS = "/register/student/claims"
OWN_CLASS = "/school/900101/own-class"
CONFIRMATIONS = {"homeroom": "/school/900101/own-confirmations", "school_admin": "/school/900101/confirmations"}


def send_pupil(desk: Desk, pupil: Pupil, *, number: str = "", name: str = "", password: str = PASSWORD) -> None:
    """Step 2 of 学生注册, filled in and sent off."""
    desk.page.fill("[name=name]", name or pupil.name)
    desk.page.fill("[name=number]", number or pupil.roll_number)
    desk.page.fill("[name=password]", password)
    desk.page.fill("[name=again]", password)
    desk.press("核对并设置密码")


def register_pupil(desk: Desk, pupil: Pupil, phone: str = PHONE) -> None:
    """学生注册 from the choice of roles to what comes next."""
    prove_phone(desk, phone, "学生")
    send_pupil(desk, pupil)


def name_child(desk: Desk, pupil: Pupil, *, number: str = "", relation: str = "52") -> None:
    """The child's name, number and relation, in 家长注册 and in 添加孩子."""
    desk.page.fill("[name=child_name]", pupil.name)
    desk.page.fill("[name=number]", number or pupil.roll_number)
    desk.page.select_option("[name=relation]", relation)


def register_guardian(
    desk: Desk, pupil: Pupil, phone: str = PHONE, *, name: str = NAME, number: str = "", password: str = PASSWORD
) -> None:
    """家长注册 from the choice of roles to what comes next."""
    prove_phone(desk, phone, "家长")
    desk.page.fill("[name=name]", name)
    name_child(desk, pupil, number=number)
    desk.page.fill("[name=password]", password)
    desk.page.fill("[name=again]", password)
    desk.press("注册并绑定孩子")


def at_confirmations(sit: Sit, town: World, by: str, **how: int) -> Desk:
    """家长与学生确认 as the homeroom teacher or the school's administrator sees it."""
    desk = at_work(sit, town, by, **how)
    desk.open(CONFIRMATIONS[by])
    return desk


def decide(desk: Desk, whose: str, reason: str = "") -> None:
    """Tick one line; let it pass, or turn it down where there is a reason."""
    desk.page.check(f"[aria-label='选中{whose}的申请']")
    desk.page.fill("[name=reason]", reason)
    desk.press("不通过选中的" if reason else "通过选中的")


def guardian_states(pupil: Pupil) -> list[str]:
    """The states of the identities of this pupil's guardians, oldest first."""
    rows = Identity.objects.everywhere("the test's own").filter(role=Role.GUARDIAN, child_id=pupil.account_id)
    return list(rows.order_by("since", "id").values_list("state", flat=True))


def add_child(desk: Desk, pupil: Pupil, **how: str) -> None:
    """添加孩子 from 我的孩子."""
    desk.open("/me/children")
    desk.press("添加孩子")
    desk.see("添加孩子", "孩子的密码不需要")
    name_child(desk, pupil, **how)
    desk.press("添加孩子", within="main form")
