"""Registering pupils and guardians as a browser does it; pupils who have no password yet."""

from typing import Any
from uuid import UUID

from jiaoyun.accounts.models import Account
from tests.accounts.knocking import answer
from tests.inbox import code_to
from tests.pages import Page, PageClient
from tests.people import invent_phone
from tests.world import World
from tests.world_rows import Pupil

PHONE = invent_phone(8501)
PASSWORD = "溪水长流过三弯-88"
NAME = "欧阳慧兰"


def fresh_pupil(world: World, index: int = 1, school: str = "school") -> Pupil:
    """A pupil of the world whose account has no password yet."""
    pupil = world.pupils[school][index]
    Account.objects.of_account(pupil.account_id).update(password="")
    return pupil


def prove_phone(client: PageClient, who: str, phone: str = PHONE) -> Page:
    """Step 1 of a registration (`student`, `guardian`), up to the page of step 2."""
    start = f"/register/{who}"
    page = client.open(start)
    client.send(page.form(start), {"phone": phone, **answer(page)})
    page = client.open(f"{start}/code")
    client.send(page.form(f"{start}/code"), {"code": code_to(phone)})
    return client.open(f"{start}/details")


def student_details(pupil: Pupil, **other: Any) -> dict[str, Any]:
    """Step 2 of 学生注册."""
    return {"name": pupil.name, "number": pupil.roll_number, "password": PASSWORD, "again": PASSWORD, **other}


def guardian_details(pupil: Pupil, **other: Any) -> dict[str, Any]:
    """Step 2 of 家长注册."""
    return {
        "name": NAME,
        "child_name": pupil.name,
        "number": pupil.roll_number,
        "relation": "52",
        "account_name": "",
        "password": PASSWORD,
        "again": PASSWORD,
        **other,
    }


def send_off(client: PageClient, who: str, page: Page, values: dict[str, Any], *, status: int = 302) -> Page:
    """Send step 2 off."""
    return client.send(page.form(f"/register/{who}/details"), values, status=status)


def password_of(account_id: UUID) -> str:
    """The hash that the account has, empty for none."""
    return str(Account.objects.of_account(account_id).values_list("password", flat=True).get())
