"""Rotating the sealing key reaches what an import has staged, and the import goes on."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jiaoyun.plumbing import keys as key_file
from jiaoyun.plumbing.resealing import reseal_all
from jiaoyun.roster.models import BatchState, ImportStage, RowClass
from tests.roster.importing import import_sheet, new_pupil, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_keys(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A key file of this test alone: other processes read the common one."""
    common, path = settings.JIAOYUN_KEYS, tmp_path / "keys.json"
    shutil.copy(common, path)
    settings.JIAOYUN_KEYS = path
    yield path
    settings.JIAOYUN_KEYS = common
    key_file.reload_keys()


def test_it_reseals_what_is_staged_and_the_import_goes_on(world: Any, own_keys: Path) -> None:
    done = import_sheet(world, sheet([new_pupil(1, phone="13900001111"), new_pupil(2)]))
    version = key_file.add_sealing_key(own_keys)
    key_file.reload_keys()
    assert sum(count for _, count in reseal_all()) > 0
    for row in ImportStage.objects.within(done.place).filter(batch_id=done.batch.pk):
        sealed = [row.cells, row.document_sealed, row.roll_sealed, row.phone_sealed]
        assert {bytes(value)[0] for value in sealed if value} == {version}
    assert done.classes() == [RowClass.NEW, RowClass.NEW]
    assert done.apply().state == BatchState.FINISHED
