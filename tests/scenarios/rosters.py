"""The files that the scenarios upload, and the steps of an import that most of them share."""

import csv
import re
from collections.abc import Sequence
from io import StringIO
from typing import Any

from django.utils import timezone

from jiaoyun.roster.models import CurrentEnrolment, Enrolment
from tests.roster.importing import HEAD
from tests.scenarios.desk import Desk
from tests.world import World

SCHOOL = "/school/900101"
IMPORT = re.compile(r"^\s*导入 \d+ 行")
START = f"{SCHOOL}/imports/new"


def csv_file(rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD, name: str = "花名册.csv") -> dict[str, Any]:
    """A CSV as a browser's file input takes it."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    return {"name": name, "mimeType": "text/csv", "buffer": text.getvalue().encode("utf-8-sig")}


def known(world: World, school: str, index: int, class_text: str = "一（1）班", name: str = "") -> list[str]:
    """A row of a pupil of the world, in another class or under another name."""
    pupil = world.pupils[school][index]
    return [name or pupil.name, pupil.document, "", class_text, "", "", "", ""]


def graduate(world: World, school: str, index: int) -> None:
    """That pupil has left the other school."""
    account_id = world.pupils[school][index].account_id
    Enrolment.objects.of_account(account_id).update(state="graduated", closed_at=timezone.now())
    CurrentEnrolment.objects.of_account(account_id).update(state="graduated")


def upload(desk: Desk, file: dict[str, Any]) -> None:
    """批量新增学生 with this file, up to where the product wants something next."""
    desk.open(START)
    desk.see("批量新增学生", "选择花名册")
    desk.page.set_input_files("#id_file", file)
    desk.press("上传并核对")


def checked(desk: Desk, file: dict[str, Any]) -> str:
    """Upload, wait for the check; the address of the bench."""
    upload(desk, file)
    desk.see("批量新增学生", "可以离开这个页面")
    desk.work()
    desk.see("批量新增学生", "处理冲突")
    return desk.page.url.split("?")[0]


def pick(desk: Desk, row_class: str) -> None:
    """Choose a class of the strip."""
    desk.press(row_class, within=".jy-strip")


def settle_all(desk: Desk, row_class: str, choice: str) -> None:
    """同样处理 for a class, after its preview."""
    pick(desk, row_class)
    if desk.scripts:
        desk.control(f"全部{choice}…").click()
        desk.page.wait_for_selector("dialog[open] .jy-said")
        desk.check()
        desk.press(f"全部{choice}", within="dialog")
    else:
        desk.press(f"全部{choice}…")
        desk.see("同样处理")
        desk.press(f"全部{choice}", within="main .jy-danger")


def apply(desk: Desk, *, sure: bool = False) -> None:
    """导入, confirm, wait until it is done."""
    desk.press(IMPORT, within=".jy-actions")
    desk.see("确认导入", "导入后 7 天内可以整批撤销")
    if sure:
        desk.page.check("[name=sure]")
    desk.press(IMPORT, within="main .jy-danger")
    desk.see("批量新增学生", "可以离开这个页面")
    desk.work()
