"""Damaged copies of honest files through the upload page: a refusal in words or checked rows, never an error."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import JobRun
from jiaoyun.plumbing.sheets.faults import FAULTS
from jiaoyun.plumbing.sheets.writer import ColumnOut, SheetOut, write_xlsx
from jiaoyun.roster.commands.close_batch import close_batch
from jiaoyun.roster.commands.map_columns import map_columns
from jiaoyun.roster.models import BatchState, ImportBatch, ImportRow, ImportStage
from jiaoyun.roster.sheet.columns import Field
from jiaoyun.roster.workbench.frame import address_of
from tests.faults.mixed import HEAD, pupil
from tests.faults.oracle import nothing_changes
from tests.hostile.files import CSV, HONEST, HTML, mutations, old_workbook
from tests.pages import Page, faults_of
from tests.plumbing.sheets.packing import book
from tests.plumbing.sheets.watching import children_watched, hold_bounded
from tests.roster.importing import sheet

pytestmark = [pytest.mark.hostile, pytest.mark.slow, pytest.mark.django_db]

#: Copies of each of the six files: 204 in all, 2,004 in the long run.
COPIES = 334 if os.environ.get("JIAOYUN_LONG") else 34
COLUMNS = {0: Field.NAME, 1: Field.SEX, 2: Field.DOCUMENT}
#: How each refusal of a file begins, as the page says it.
WORDS = tuple(text.what.split("{")[0].split("，")[0] for text in FAULTS.values())


def own_workbook() -> bytes:
    """A workbook as the product writes it, with every column that the check needs."""
    target = BytesIO()
    rows = [pupil(number) for number in range(30)]
    write_xlsx(target, [SheetOut("学生", [ColumnOut(title) for title in HEAD], rows=rows)])
    return target.getvalue()


def own_text() -> bytes:
    """The same as text."""
    content: bytes = sheet([pupil(number) for number in range(30)], HEAD).read()
    return content


FILES = {
    "own.xlsx": own_workbook,
    "honest.xlsx": lambda: book(HONEST),
    "old.xls": old_workbook,
    "own.csv": own_text,
    "gbk.csv": lambda: CSV.encode("gbk"),
    "page.xls": lambda: HTML.encode(),
}


class Office:
    """The administrator's browser before the upload page, and what it has been sent to."""

    def __init__(self, world: Any) -> None:
        self.world, self.place, self.client = world, world.place("school"), world.client("school_admin")
        self.page = reverse("roster:import_start", kwargs={"school_id": self.place.school_id})
        # The form's token serves for all; its once-key would take the second file for the first one sent again.
        self.token = self.client.open(self.page).form(self.page).hidden["csrfmiddlewaretoken"]

    def upload(self, name: str, content: bytes) -> ImportBatch | None:
        """Send a file as the page's form does; the batch, or None where the page refused it in words."""
        answer = self.client.post(
            self.page, {"csrfmiddlewaretoken": self.token, "file": SimpleUploadedFile(name, content)}
        )
        if answer.status_code == 422:
            page = Page(answer, 0)
            assert faults_of(page.html, answer) == []
            assert any(word in page.text for word in WORDS), page.text
            assert not ImportBatch.objects.within(self.place).filter(erased_at=None).exists()
            assert list(Path(product.JIAOYUN_UPLOADS).iterdir()) == []
            return None
        assert answer.status_code == 302, answer.status_code
        self.client.open(answer.headers["Location"])
        found: ImportBatch = ImportBatch.objects.within(self.place).latest("created_at")
        return found

    def check(self, batch: ImportBatch) -> int:
        """Have it checked as it stands; how many rows came out. Its page opens whatever was found."""
        actor = self.world.actor("school_admin")
        if batch.state == BatchState.MAPPING:
            whole = self.world.classes["school"][0]
            map_columns(actor=actor, now=timezone.now(), batch_id=batch.pk, columns=COLUMNS, whole_class=whole)
        run_pending()
        batch.refresh_from_db()
        rows = ImportRow.objects.within(self.place).filter(batch_id=batch.pk).count()
        assert (batch.state, rows) in (("open", batch.row_count), ("mapping", 0))
        assert batch.fault is None or batch.fault["id"] == "roster.file.refused"
        assert self.client.get(address_of(batch, "batch")).status_code in (200, 302)
        close_batch(actor=actor, now=timezone.now(), batch_id=batch.pk)
        assert not ImportStage.objects.within(self.place).exists()
        return rows


@pytest.mark.parametrize("name", sorted(FILES))
def test_it_refuses_or_checks_a_damaged_file(
    world: Any, name: str, tmp_path: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.JIAOYUN_UPLOADS = tmp_path / "uploads"
    office, checked, refused = Office(world), 0, 0
    with nothing_changes():
        for number, content in enumerate(mutations(2026, FILES[name](), COPIES)):
            with children_watched() as taken, django_capture_on_commit_callbacks(execute=True):
                batch = office.upload(name, content)
                if batch is not None and office.check(batch):
                    checked += 1
                else:
                    refused += 1
            hold_bounded(taken, name, number)
    assert checked + refused == COPIES
    # Damage that always refuses, or never, would prove little.
    assert checked
    assert refused or name.endswith("csv")
    states = JobRun.objects.filter(name="roster.check_batch").values_list("state", "error_code")
    assert set(states) <= {("done", "")}
