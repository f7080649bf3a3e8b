"""A machine for each test: its own data folder, and processes on the test's database that may be killed."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from django.db import connection

from tests.faults.machine import Machine
from tests.world import build_world


@pytest.fixture
def machine(transactional_db: None, tmp_path: Path, settings: Any) -> Iterator[Machine]:
    """Processes share the test's database and a folder of their own; what is left of them dies with the test."""
    shutil.copy(product.JIAOYUN_KEYS, tmp_path / "keys.json")
    settings.JIAOYUN_DATA = tmp_path
    settings.JIAOYUN_UPLOADS = tmp_path / "uploads"
    settings.JIAOYUN_AUDIT_HEADS = tmp_path / "audit-heads.log"
    made = Machine(tmp_path, str(connection.settings_dict["NAME"]))
    yield made
    made.end()


@pytest.fixture
def shared_world(transactional_db: None) -> Any:
    """The cast in a database that threads and other processes see."""
    return build_world()
