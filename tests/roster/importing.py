"""Importing as tests do it: a table of texts in, a batch that has gone through the real jobs out."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.commands.confirm_batch import confirm_batch, counts_of
from jiaoyun.roster.commands.settle_rows import settle_rows
from jiaoyun.roster.commands.undo_batch import undo_batch
from jiaoyun.roster.intake import take_upload
from jiaoyun.roster.models import Decision, ImportBatch, ImportRow, RowClass
from jiaoyun.rules.codes import Sex
from tests.people import invent_id
from tests.world import World

HEAD = ("姓名", "身份证件号", "学籍号", "班级", "座号", "民族", "监护人姓名", "监护人手机号")


def sheet(rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD, name: str = "花名册.csv") -> SimpleUploadedFile:
    """An uploaded CSV."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    return SimpleUploadedFile(name, BytesIO(text.getvalue().encode("utf-8-sig")).getvalue())


def new_pupil(serial: int, name: str = "", class_text: str = "一（1）班", phone: str = "") -> list[str]:
    """A pupil nobody knows: valid invented number, in the template's columns."""
    number = invent_id(date(2019, 9, 1 + serial % 28), Sex.FEMALE, serial, area="369955")
    return [
        name or f"新生{'甲乙丙丁戊己庚辛壬癸'[serial % 10]}{'子丑寅卯'[serial // 10 % 4]}",
        number,
        f"G{number}",
        class_text,
        "",
        "汉族",
        "",
        phone,
    ]


@dataclass
class Import:
    """One import of the world's school by its administrator."""

    world: World
    place: Place
    actor: Actor
    batch: ImportBatch

    def refresh(self) -> ImportBatch:
        """The batch as it is now."""
        self.batch = ImportBatch.objects.within(self.place).get(pk=self.batch.pk)
        return self.batch

    def rows(self) -> dict[int, ImportRow]:
        """Line → row."""
        found = ImportRow.objects.within(self.place).filter(batch_id=self.batch.pk).order_by("line")
        return {row.line: row for row in found}

    def classes(self) -> list[str]:
        """The classes of the rows in the file's order."""
        return [row.row_class for _, row in sorted(self.rows().items())]

    def settle(self, row_class: RowClass, choice: Decision, lines: Sequence[int] | None = None) -> None:
        """Decide rows."""
        settle_rows(
            actor=self.actor,
            now=timezone.now(),
            batch_id=self.batch.pk,
            row_class=row_class,
            choice=choice,
            lines=lines,
        )
        self.refresh()

    def apply(self, *, sure: bool = True) -> ImportBatch:
        """Confirm what stands there and let the jobs work."""
        batch = self.refresh()
        confirm_batch(
            actor=self.actor,
            now=timezone.now(),
            batch_id=batch.pk,
            seen=batch.version,
            seen_counts=counts_of(batch),
            sure=sure,
        )
        run_pending()
        return self.refresh()

    def undo(self) -> ImportBatch:
        """Take it back."""
        undo_batch(actor=self.actor, now=timezone.now(), batch_id=self.batch.pk)
        run_pending()
        return self.refresh()


def import_sheet(world: World, upload: Any, role: str = "school_admin") -> Import:
    """Upload and check."""
    actor = world.actor(role)
    assert actor.grant is not None
    place = next(place for place in world.places.values() if place.organization_id == actor.grant.organization_id)
    batch = take_upload(actor, place, upload, timezone.now())
    run_pending()
    done = Import(world, place, actor, batch)
    done.refresh()
    return done
