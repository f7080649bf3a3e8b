"""Hostile names of uploaded files: shown as text, and nothing that a header or a path could misread."""

from typing import Any

import pytest

from jiaoyun.roster.workbench.frame import address_of
from tests.faults.mixed import HEAD, pupil
from tests.roster.importing import import_sheet, sheet

pytestmark = [pytest.mark.hostile, pytest.mark.slow, pytest.mark.django_db]

NAMES = ('学生".xlsx\r\nX-Evil: 1', "..\\..\\a.xlsx", "CON.xlsx", "长" * 255, "<script>alert(1)</script>.csv")


def test_it_shows_a_hostile_file_name_as_text(world: Any) -> None:
    for name in NAMES:
        done = import_sheet(world, sheet([pupil(1)], HEAD, name=name))
        client = world.client("school_admin")
        page = client.open(address_of(done.batch, "batch"))
        assert "<script>alert(1)" not in page.response.content.decode()
        assert "X-Evil" not in page.response.headers
        assert len(done.batch.file_name) <= 80
        assert not set(done.batch.file_name) & set('/\\\r\n<>"')
        close = address_of(done.batch, "close")
        client.send(client.open(close).form(close))
