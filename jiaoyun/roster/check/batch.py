"""What a batch needs to be checked: its layout, the school's classes, and its cells opened again."""

from collections.abc import Iterable
from datetime import datetime

import orjson
from django.utils import timezone

from jiaoyun.organizations.models import ClassState, SchoolClass
from jiaoyun.organizations.stages import specs_of
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.sealing import Sealer
from jiaoyun.roster.check.block import BlockChecker, ClassKey
from jiaoyun.roster.check.reading import Layout
from jiaoyun.roster.check.shared_phones import SharedPhones, phones_at
from jiaoyun.roster.check.staging import CELLS_KIND
from jiaoyun.roster.models import ImportBatch, ImportRow, ImportStage
from jiaoyun.rules.grades import ClassRef, Stage


def open_classes(place: Place) -> dict[ClassKey, SchoolClass]:
    """The school's open classes by stage, entry year and number. One statement."""
    rows = SchoolClass.objects.within(place).filter(state=ClassState.OPEN)
    return {(row.stage, row.entry_year, row.number): row for row in rows}


def checker_for(batch: ImportBatch, place: Place, now: datetime, *, all_phones: bool = True) -> BlockChecker:
    """A checker for the lines of a batch as the school and its classes are now. Three statements.

    `all_phones`: for the whole file; else for some lines, whose phones are looked up.
    """
    classes = open_classes(place)
    whole = next((row for row in classes.values() if row.pk == batch.whole_class), None)
    layout = Layout(
        mapping=batch.mapping,
        stages=tuple(specs_of(place).values()),
        school_year=batch.school_year,
        today=timezone.localdate(now),
        whole_class=ClassRef(Stage(whole.stage), whole.entry_year, whole.number, "") if whole else None,
    )
    keys = {key: row.pk for key, row in classes.items()}
    return BlockChecker(place, batch, layout, keys, SharedPhones(phones_at(place) if all_phones else {}))


def cells_of(batch: ImportBatch, place: Place, lines: Iterable[int]) -> dict[int, list[str]]:
    """The cells of some lines as in the file, with the corrections made since. One statement."""
    stages = ImportStage.objects.within(place).filter(batch_id=batch.pk, line__in=list(lines))
    sealer = Sealer()
    return {
        line: orjson.loads(sealer.unseal(CELLS_KIND, batch.pk.bytes + line.to_bytes(4, "big"), bytes(cells)))
        for line, cells in stages.values_list("line", "cells")
    }


def check_lines_again(
    batch: ImportBatch, place: Place, cells: dict[int, list[str]], now: datetime, *, edited: bool
) -> None:
    """Check some lines anew and put the result in the place of the old rows. The same few statements for any number.

    A pupil who stands on another line of the batch makes this line 同一文件重复, as in the first check.
    """
    if not cells:
        return
    checker = checker_for(batch, place, now, all_phones=False)
    found = checker.check_again(sorted(cells.items()), edited=edited)
    lines = list(cells)
    ImportRow.objects.within(place).filter(batch_id=batch.pk, line__in=lines).delete()
    ImportStage.objects.within(place).filter(batch_id=batch.pk, line__in=lines).delete()
    checker.write(found)
