"""教师注册, 学生注册 and 家长注册 in a browser, with scripts and without."""

from datetime import date

from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind
from jiaoyun.rules.codes import Sex
from tests.accounts.registration.registering import document_of
from tests.inbox import code_to
from tests.people import invent_id, invent_phone
from tests.scenarios.desk import Desk
from tests.world import World

PHONE = invent_phone(8701)
NAME, ACCOUNT = "欧阳景行", "ouyangjx"
DOCUMENT = invent_id(date(1990, 3, 5), Sex.MALE, 41)
PASSWORD = "溪水长流过三弯-88"
SCHOOL = "雀林县雀林第一小学"
_NUMBERS = "零一二三四五六七八九"


def prove_phone(desk: Desk, phone: str = PHONE, who: str = "教师") -> None:
    """Step 1 from the choice of roles on: the phone, the work or the question in words, the code that arrived."""
    title = f"{who}注册"
    desk.open("/register")
    desk.see("注册新用户", title)
    desk.press(title)
    desk.see(title, "手机号")
    desk.page.fill("[name=phone]", phone)
    answer_question(desk)
    desk.press("获取验证码")
    desk.see(title, f"{phone[:3]}****{phone[-4:]}")
    desk.page.fill("[name=code]", code_to(phone))
    desk.press("下一步")
    desk.see(title, "已验证")


def answer_question(desk: Desk) -> None:
    """Without scripts a question in words takes the place of the work."""
    if desk.scripts or desk.page.locator("[name=answer]").count() == 0:
        return
    words = desk.page.inner_text("main")
    at = next(at for at, char in enumerate(words) if char in "加减" and words[at + 2 : at + 5] == "等于几")
    first, second = _NUMBERS.index(words[at - 1]), _NUMBERS.index(words[at + 1])
    answer = first + second if words[at] == "加" else first - second
    desk.page.fill("[name=answer]", str(answer))


def fill(desk: Desk, *, name: str = NAME, document: str = DOCUMENT, account: str = ACCOUNT) -> None:
    """Step 2 but the school."""
    desk.page.fill("[name=name]", name)
    desk.page.fill("[name=document]", document)
    desk.page.fill("[name=account_name]", account)
    desk.page.fill("[name=password]", PASSWORD)
    desk.page.fill("[name=again]", PASSWORD)


def choose_school(desk: Desk, typed: str = "雀林第一", school: str = SCHOOL) -> None:
    """The school by a piece of its name; without scripts the button shows the page again."""
    desk.page.fill("[name=school_q]", typed)
    step(desk, "查找学校")
    desk.page.locator(".jy-picker label").filter(has_text=school).click()


def step(desk: Desk, button: str, within: str = ".jy-picker") -> None:
    """A button of the picker, which replaces it alone where there are scripts."""
    if not desk.scripts:
        desk.press(button, within=within)
        return
    desk.page.evaluate("document.querySelector('#school-picker').dataset.old = '1'")
    desk.control(button, within=within).click()
    desk.page.wait_for_selector("#school-picker:not([data-old]):not(.htmx-settling)")


def send_off(desk: Desk) -> None:
    """提交审核."""
    desk.follow(desk.page.locator("main form button.btn-primary").filter(has_text="提交审核").last.click)


def register(desk: Desk, phone: str = PHONE, **who: str) -> None:
    """The whole of it."""
    prove_phone(desk, phone)
    fill(desk, **who)
    choose_school(desk)
    send_off(desk)


def person_of(world: World, role: str) -> tuple[str, str]:
    """Name and document of a member of the cast."""
    name = Account.objects.of_account(world.accounts[role]).values_list("name", flat=True).get()
    return name, document_of(world, role)


def owner_of_phone(phone: str) -> str:
    """The name of the account that a phone is bound to."""
    digest = digest_of(IdentifierKind.PHONE, phone)
    rows = Identifier.objects.everywhere("the test's own").filter(digest=digest, released_at__isnull=True)
    return str(rows.values_list("account__name", flat=True).get())
