"""U1 with the product's own worker in a process of its own: nobody but the page and the worker moves the import on."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from django.db import connection

from tests.faults.machine import Machine
from tests.roster.importing import new_pupil
from tests.scenarios.conftest import Sit
from tests.scenarios.rosters import IMPORT, csv_file, upload
from tests.world import World

pytestmark = pytest.mark.browser
ROWS = 300


@pytest.fixture
def worker(tmp_path: Path, settings: Any, town: World) -> Iterator[None]:
    """`manage.py worker` on the test's database, and a data folder that it shares with the live server."""
    shutil.copy(product.JIAOYUN_KEYS, tmp_path / "keys.json")
    settings.JIAOYUN_DATA, settings.JIAOYUN_UPLOADS = tmp_path, tmp_path / "uploads"
    settings.JIAOYUN_AUDIT_HEADS = tmp_path / "audit-heads.log"
    machine = Machine(tmp_path, str(connection.settings_dict["NAME"]))
    machine.worker(block=100)
    yield
    machine.end()


def test_u1_a_worker_checks_imports_and_takes_back_while_the_page_follows(town: World, sit: Sit, worker: None) -> None:
    desk = sit()
    desk.log_in(town.login("school_admin"), town.set_password("school_admin"))
    upload(desk, csv_file([new_pupil(serial) for serial in range(ROWS)]))
    desk.await_progress()
    desk.see("批量新增学生", "「新增」", f"{ROWS} 行")
    desk.press(IMPORT, within=".jy-actions")
    desk.press(IMPORT, within="main .jy-danger")
    desk.await_progress()
    desk.see("导入结果", "已完成", str(ROWS))
    desk.control("撤销导入").click()
    desk.page.wait_for_selector("dialog[open]")
    desk.press("撤销导入", within="dialog")
    desk.await_progress()
    desk.see("导入结果", f"已撤销 {ROWS} 行")
