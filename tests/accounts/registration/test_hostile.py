"""What nobody should type, typed into step 2 (security.md §5): said at the field, nothing written."""

import re
from typing import Any

import pytest

from jiaoyun.accounts.models import Account
from tests.accounts.knocking import answer
from tests.accounts.registration.registering import PASSWORD, details, prove_phone, rows_written, send_off
from tests.pages import Page, PageClient
from tests.world import World

_CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")

BAD_NAMES = [
    "Robert'); DROP TABLE students;--",
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "{% debug %}",
    "${7*7}",
    "张三\n李四",
    "张" + "\u0301" * 300,
    "=cmd|'/c calc'!A1",
    "#REF!",
    "张3",
    "□□",
    "⿰韦华",
    "张" * 61,
    "   ",
    "\u202e",
]
GOOD_NAMES = {
    "张": "张",
    "张\u200b三": "张三",
    "\u202e三张": "三张",
    " 张三　": "张三",
    "阿卜杜热合曼•阿卜杜热依木": "阿卜杜热合曼·阿卜杜热依木",
    "\U00020bb7": "\U00020bb7",
    "㛃䶮": "㛃䶮",
    "O’Brien": "O’Brien",
    "ئابدۇللا": "ئابدۇللا",
    "null": "null",
}
BAD_DOCUMENTS = [
    "369901199003050014",
    "369901199002300010",
    "369901199013010015",
    "369901209901010018",
    "000000000000000000",
    "36990119900305001",
    "G369901199003050010",
    "9.90000E+17",
    "' OR 1=1--",
    "3699०1199003050010",
    "36990119900305001Х",
    "E12345678",
    "",
]
BAD_ACCOUNT_NAMES = [
    "abc",
    "1abcd",
    "a" * 21,
    "张三",
    "a123456",
    "user name@x",
    "a'or'1",
    "<b>abc</b>",
    "x" * 400,
    "\u0430\u0431\u0432\u0433",
]
BAD_SCHOOLS = ["0", "-1", "987654321", "900001", "abc", "１２", "9" * 400, "900101 OR 1=1"]


def refused(world: World, client: PageClient, **wrong: Any) -> Page:
    page, before = prove_phone(client), rows_written()
    page = send_off(client, page, details(world, **wrong), status=422)
    assert rows_written() == before
    source = page.response.content.decode()
    assert "<img src=x" not in source
    assert PASSWORD not in source
    return page


def error_at(page: Page, field: str) -> str:
    """What stands at the field."""
    found = re.search(rf'id="id_{field}_error">(.*?)</p>', page.response.content.decode(), re.DOTALL)
    assert found, f"no error at {field}"
    return found[1]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_it_says_at_the_name_what_is_wrong(world: World, visitor: PageClient, name: str) -> None:
    assert _CHINESE.search(error_at(refused(world, visitor, name=name), "name"))


@pytest.mark.parametrize(("typed", "stored"), GOOD_NAMES.items())
def test_it_takes_every_real_name(world: World, visitor: PageClient, typed: str, stored: str) -> None:
    send_off(visitor, prove_phone(visitor), details(world, name=typed))
    assert Account.objects.everywhere("the test's own").filter(name=stored).count() == 1


@pytest.mark.parametrize("document", BAD_DOCUMENTS)
def test_it_says_at_the_document_what_is_wrong(world: World, visitor: PageClient, document: str) -> None:
    assert _CHINESE.search(error_at(refused(world, visitor, document=document), "document"))


@pytest.mark.parametrize("kind", ["Z", "B", "x", "", "1 OR 1=1"])
def test_it_takes_no_kind_of_document_that_it_does_not_offer(world: World, visitor: PageClient, kind: str) -> None:
    refused(world, visitor, document_kind=kind)


@pytest.mark.parametrize("name", BAD_ACCOUNT_NAMES)
def test_it_says_at_the_account_name_what_is_wrong(world: World, visitor: PageClient, name: str) -> None:
    assert _CHINESE.search(error_at(refused(world, visitor, account_name=name), "account_name"))


@pytest.mark.parametrize("school", BAD_SCHOOLS)
def test_it_takes_nothing_for_a_school_that_is_none(world: World, visitor: PageClient, school: str) -> None:
    assert _CHINESE.search(error_at(refused(world, visitor, school=school), "school"))


@pytest.mark.parametrize("name", ["wo_19900305", "tel1380000", "a_008101b"])
def test_an_account_name_does_not_tell_own_numbers(world: World, visitor: PageClient, name: str) -> None:
    page = refused(world, visitor, account_name=name)
    assert "不要用自己的证件号或手机号" in error_at(page, "account_name")


@pytest.mark.parametrize(
    "password",
    ["12345678", "password", "ouyangjingxing", "19900305abc", "13800008101", "ouyangjx_one", "短", " 前有空格的密码啊"],
)
def test_a_weak_password_is_refused_with_the_reason(world: World, visitor: PageClient, password: str) -> None:
    page = prove_phone(visitor)
    page = send_off(visitor, page, details(world, password=password, again=password), status=422)
    assert _CHINESE.search(error_at(page, "password"))


def test_passwords_that_differ_are_said_at_the_second(world: World, visitor: PageClient) -> None:
    page = send_off(visitor, prove_phone(visitor), details(world, again="别的一句话-99"), status=422)
    assert "两次输入的密码不一样" in error_at(page, "again")


@pytest.mark.parametrize(
    "phone", ["10086", "12345", "+1 900 1234567", "138000081011", "1380000810", "١٣٨٠٠٠٠٨١٠١", "' OR 1=1"]
)
def test_step_one_says_at_the_phone_what_is_wrong(world: World, visitor: PageClient, phone: str) -> None:
    page = visitor.open("/register/teacher")
    page = visitor.send(page.form("/register/teacher"), {"phone": phone, **answer(page)}, status=422)
    assert _CHINESE.search(error_at(page, "phone"))


@pytest.mark.parametrize(
    "phone", ["+86 138 0000 8101", "0086-138-0000-8101", "１３８００００８１０１", " 138-0000-8101 "]
)
def test_step_one_understands_how_people_write_a_phone(world: World, visitor: PageClient, phone: str) -> None:
    page = visitor.open("/register/teacher")
    visitor.send(page.form("/register/teacher"), {"phone": phone, **answer(page)})
    assert "138****8101" in visitor.open("/register/teacher/code").text
