"""The log-in doors in a browser, with scripts and without."""

from tests.inbox import code_to
from tests.people import invent_phone
from tests.scenarios.desk import Desk
from tests.scenarios.registering import answer_question

ASKER = invent_phone(7691)


def by_sms(desk: Desk, phone: str) -> None:
    """短信登录 up to the code that arrived."""
    desk.open("/login")
    desk.press("短信登录")
    desk.see("登录", "手机号")
    desk.page.fill("[name=phone]", phone)
    answer_question(desk)
    desk.press("获取验证码")
    desk.see("填写验证码", f"{phone[:3]}****{phone[-4:]}")
    desk.page.fill("[name=code]", code_to(phone))
    desk.press("登录", within="main form")


def by_password(desk: Desk, account: str, password: str, *, role: str = "") -> None:
    """密码登录 from wherever the log-in page is open, or from its address."""
    if not desk.page.url.split("?")[0].endswith("/login"):
        desk.open("/login")
    desk.page.fill("[name=login]", account)
    desk.page.fill("[name=password]", password)
    if role:
        desk.page.locator(".jy-choice label").filter(has_text=role).click()
    desk.press("登录", within="main form")


def to_ticket(desk: Desk, button: str, phone: str = ASKER) -> None:
    """From the button of a refusal to the ticket's form: whoever is not logged in proves a phone first."""
    desk.press(button)
    desk.see("验证手机号")
    desk.page.fill("[name=phone]", phone)
    answer_question(desk)
    desk.press("获取验证码")
    desk.page.fill("[name=code]", code_to(phone))
    desk.press("下一步")


def log_out(desk: Desk) -> None:
    """退出, in the menu under the own name."""
    if not desk.page.locator(".jy-me[open]").count():
        desk.page.locator(".jy-me summary").click()
    desk.follow(desk.page.locator(".jy-me-panel button", has_text="退出").click)
