"""The demo's twelve sample spreadsheets, each taken from the upload page and given back to it, as visitors do.

The usual run settles and imports two of them and gives the others up once they are checked; script/test --long
imports all.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from jiaoyun.accounts import demo_logins as logins_hook
from jiaoyun.demo.apps import DemoConfig
from jiaoyun.demo.load import load_demo
from jiaoyun.demo.logins import DEMO_PASSWORD
from jiaoyun.demo.samples import build_made
from jiaoyun.demo.samples.catalogue import CATALOGUE
from jiaoyun.demo.samples.made import Made
from jiaoyun.demo.schools import MAIN
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster import demo_samples as samples_hook
from jiaoyun.roster.models import ImportBatch, ImportRow, Outcome, RowClass
from jiaoyun.roster.models.batch import OPEN_STATES
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.rosters import IMPORT, pick, settle_all

pytestmark = pytest.mark.browser

IMPORTED = {entry.sample.key for entry in CATALOGUE} if os.environ.get("JIAOYUN_LONG") else {"national", "sheets"}


@pytest.fixture
def main_school(
    live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, demo_mode: Callable[[], None]
) -> Iterator[Place]:
    """The demo province in demo mode, as script/server brings it up."""
    monkeypatch.setattr(logins_hook, "_sources", [])
    monkeypatch.setattr(samples_hook, "_source", [])
    demo_mode()
    DemoConfig.create("jiaoyun.demo").ready()
    load_demo(timezone.now())
    yield Organization.objects.everywhere("a test").get(code=MAIN).place
    # Row by row against every key that points to it, SQLite would empty 30,000 people for a minute.
    with connection.constraint_checks_disabled():
        call_command("flush", verbosity=0, interactive=False)


def test_u1_every_sample_of_the_demo_is_checked_as_its_manifest_says_and_imported(
    main_school: Place, sit: Sit, tmp_path: Path
) -> None:
    desk = sit()
    desk.open("/login")
    desk.see("登录", "演示账号", "demo_school", DEMO_PASSWORD)
    desk.log_in("demo_school", DEMO_PASSWORD)
    desk.see_desktop("学校管理员")
    for entry in CATALOGUE:
        made = build_made(main_school, entry.sample.key)
        assert made is not None
        desk.open(f"/school/{main_school.school_id}/imports/new")
        desk.see("批量新增学生", "演示：拿这些样表试一试", *(other.sample.title for other in CATALOGUE))
        _check(desk, _download(desk, entry.sample.title, tmp_path), made)
        bench = desk.page.url.split("?")[0]
        if entry.sample.key in IMPORTED:
            _settle_in_bulk(desk, bench)
            written = _import(desk)
            assert written == _importable(bench) > 0, made.file_name
        _close(desk, bench)


def _download(desk: Desk, title: str, folder: Path) -> Path:
    with desk.page.expect_download() as sheet:
        desk.control(title, within=".jy-samples").click()
    path = folder / sheet.value.suggested_filename
    sheet.value.save_as(path)
    return path


def _check(desk: Desk, file: Path, made: Made) -> None:
    """Upload, agree with the columns where they are asked about, and compare the strip with the manifest."""
    assert file.name == made.file_name
    desk.page.set_input_files("#id_file", str(file))
    desk.press("上传并核对")
    if made.asks_columns:
        desk.see("列对应", "内容像")
        desk.press("核对每一行")
    desk.see("批量新增学生", "可以离开这个页面")
    desk.work()
    desk.see("批量新增学生", f"{made.file_name} · {made.manifest.total()} 行")
    strip = desk.page.locator(".jy-strip a").all()
    found = {item.locator("span").inner_text(): int(item.locator("b").inner_text()) for item in strip}
    assert found == {RowClass(name).label: count for name, count in made.manifest.items()}, made.file_name
    missing = re.search(r"「没有这个班」：(\d+) 行", desk.page.inner_text("#bench"))
    assert int(missing[1] if missing else 0) == made.no_class


def _settle_in_bulk(desk: Desk, bench: str) -> None:
    """Every class that can be settled in bulk gets its first choice; 没有这个班 is left for the pupils' classes."""
    for label in [link.locator("span").inner_text() for link in desk.page.locator(".jy-strip a").all()]:
        desk.open(bench)
        pick(desk, label)
        button = desk.page.locator("#bench a.btn").filter(has_text=re.compile("^全部.+…$"))
        if button.count():
            settle_all(desk, label, button.first.inner_text().removeprefix("全部").removesuffix("…"))
    desk.open(bench)


def _import(desk: Desk) -> int:
    """导入 as far as rows are ready; how many were written."""
    button = desk.page.locator(".jy-actions a").filter(has_text=IMPORT)
    if not button.count():
        return 0
    ready = int(re.sub(r"\D", "", button.first.inner_text()))
    desk.follow(button.first.click)
    desk.see("确认导入", "导入后 7 天内可以整批撤销")
    if desk.page.locator("[name=sure]").count():
        desk.page.check("[name=sure]")
    desk.press(IMPORT, within="main .jy-danger")
    desk.work()
    return ready


def _importable(bench: str) -> int:
    """The rows of the import that were done, as the table says."""
    rows = ImportRow.objects.everywhere("the test's own import").filter(batch_id=bench.rsplit("/", 1)[1])
    return int(rows.filter(outcome=Outcome.DONE).exclude(row_class=RowClass.SAME).count())


def _close(desk: Desk, bench: str) -> None:
    """完成 or 放弃 what is still open."""
    if ImportBatch.objects.everywhere("the test's own import").get(pk=bench.rsplit("/", 1)[1]).state in OPEN_STATES:
        desk.open(f"{bench}/close")
        desk.press(re.compile("^(完成|放弃并删除文件)$"), within="main .jy-danger")
    desk.open(f"{bench}/report")
    desk.see("导入结果")
