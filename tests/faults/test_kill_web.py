"""kill -9 of the web server in the middle of a form: the browser sends it again, and it has happened once."""

import os
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from django.urls import reverse
from django.utils import timezone

from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.roster.closing import SWEEP_EVERY, sweep_files
from jiaoyun.roster.models import ImportBatch
from tests.faults.browser import Answer, Browser, Cut, File
from tests.faults.machine import Machine, kill_children, until
from tests.faults.mixed import HEAD, SECOND, pupil
from tests.faults.oracle import assert_record_whole, details, events
from tests.faults.snapshot import WHY, roll_as_it_stands, withdrawn_leftovers
from tests.roster.importing import Import, import_sheet, sheet

pytestmark = [pytest.mark.kills, pytest.mark.slow]

#: Imports that are each cut four times: while uploading, deciding, confirming, taking back.
IMPORTS = 50 if os.environ.get("JIAOYUN_LONG") else 5
#: Within these seconds a request of the kind is answered when nobody kills it; the kill falls anywhere in them.
UPLOAD_SECONDS, FORM_SECONDS = 0.2, 0.025
COLUMNS = ("name", "document", "roll_number", "class", "birth_date")


class School:
    """A school's office: the browser, the server that it speaks to, and who kills it when."""

    def __init__(self, machine: Machine, world: Any, chance: random.Random) -> None:
        self.world, self.chance, self.place = world, chance, world.place("school")
        file = machine.data / "port"
        self.server: subprocess.Popen[bytes] = machine.run("-m", "tests.faults.web", str(file))
        until(file.exists)
        self.browser = Browser(int(file.read_text()), world.session("school_admin"))
        self.kills = 0

    def address(self, name: str, **where: Any) -> str:
        """The address of a page of this school."""
        return reverse(f"roster:{name}", kwargs={"school_id": self.place.school_id, **where})

    def send(self, page: str, action: str, seconds: float, values: dict[str, str], file: File | None = None) -> Answer:
        """Fill in a form and send it while the server is killed; the answer that came in the end."""
        form = self.browser.form(page, action)
        with Cut(self._kill, self.chance.random() * seconds):
            answer = self.browser.send(form, values, file)
        # Done before the kill and now said so, or done now: never an error page.
        assert answer.status in (302, 409), answer.status
        return answer

    def upload(self, rows: list[list[str]]) -> Import:
        """Upload a file, match its columns where the cut came between, and let the check run."""
        start = self.address("import_start")
        content = sheet(rows, HEAD).read()
        self.send(start, start, UPLOAD_SECONDS, {}, File("roster.csv", content))
        batch = ImportBatch.objects.everywhere(WHY).latest("created_at")
        if batch.state == "mapping":
            # Killed between the two commits of an upload: the file is safe, and the person is asked for the columns.
            page = self.address("columns", batch_id=batch.pk)
            form = next(form for form in self.browser.open(page).forms if "column-0" in form.names)
            fields = {f"column-{index}": name for index, name in enumerate(COLUMNS)}
            assert self.browser.send(form, fields).status == 302
        run_pending()
        return Import(self.world, self.place, self.world.actor("school_admin"), batch)

    def _kill(self) -> None:
        self.kills += kill_children(self.server)


@pytest.fixture
def school(machine: Machine, shared_world: Any) -> School:
    """Ten pupils in their first class, and a server that may be killed."""
    import_sheet(shared_world, sheet([pupil(number) for number in range(10)], HEAD)).apply()
    return School(machine, shared_world, random.Random(2026))


def test_each_form_takes_effect_once_whenever_the_server_is_killed(school: School) -> None:
    before = roll_as_it_stands()
    for number in range(IMPORTS):
        fresh = [pupil(100 + 20 * number + n) for n in range(20)]
        done = school.upload([*fresh, *([*pupil(n)[:3], SECOND, ""] for n in range(10))])
        assert done.refresh().state == "open"
        where = {"batch_id": done.batch.pk}
        settle = school.address("settle_class", **where)
        question = f"{settle}?class=other_class&choice=move"
        school.send(question, settle, FORM_SECONDS, {})
        confirm = school.address("confirm", **where)
        school.send(confirm, confirm, FORM_SECONDS, {"sure": "1"})
        run_pending()
        assert done.refresh().state == "finished"
        _written_once(done, number)
        undo = school.address("undo", **where)
        school.send(undo, undo, FORM_SECONDS, {})
        run_pending()
        assert done.refresh().state == "undone"
        assert roll_as_it_stands() == before
    assert withdrawn_leftovers() == 0
    assert school.kills == 4 * IMPORTS
    # Most kills must have met a request that was under way.
    assert school.browser.resent >= IMPORTS
    _nothing_lies_about()
    assert_record_whole()


def _written_once(done: Import, number: int) -> None:
    # One import prepared the school, and each one before this left its batch.
    assert ImportBatch.objects.everywhere(WHY).count() == number + 2
    assert sum(details(done, "roster.block_applied", "done")) == 30
    for name in ("batch_started", "rows_settled", "batch_confirmed", "run_finished"):
        assert events(done, f"roster.{name}") == 1, name


def _nothing_lies_about() -> None:
    """Files that a killed request left behind are swept; nothing else is kept once every batch has ended."""
    sweep_files(timezone.now() + 2 * SWEEP_EVERY)
    assert list(Path(product.JIAOYUN_UPLOADS).iterdir()) == []
