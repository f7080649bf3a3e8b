"""What several tests of the plumbing need: a database that threads and processes share."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A database that other threads and processes see, and the environment that leads a process to it.

    SQLite tests may run in memory, which only one connection can use at a time: then it is a copy in a file, which
    `django.db.connection` means as long as the fixture lives. On PostgreSQL it is the test database itself.
    """
    shutil.copy(django_settings.JIAOYUN_KEYS, tmp_path / "keys.json")
    environment = {**os.environ, "JIAOYUN_DATA": str(tmp_path)}
    environment.pop("JIAOYUN_KEYS", None)
    if connection.vendor == "postgresql":
        # The server's address is DATABASE_URL's; only the name of the database is another one in tests.
        environment["JIAOYUN_TEST_DATABASE"] = str(connection.settings_dict["NAME"])
        yield environment
        return
    file = tmp_path / "jiaoyun.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("vacuum into %s", [str(file)])
    kept_settings, kept = connections.settings["default"], connections["default"]
    connections.settings["default"] = {**kept_settings, "NAME": str(file)}
    del connections["default"]
    yield environment
    connections["default"].close()
    connections.settings["default"] = kept_settings
    connections["default"] = kept
