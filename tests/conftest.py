"""The world of every test: a data folder and keys of its own, the database of the lane, the cast.

pytest-django may load the settings before this file is read, so what follows from the folder is set again here.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from jiaoyun.plumbing.collector import search_seldom
from jiaoyun.plumbing.keys import make_keys


def _data_folder() -> Path:
    """The lane's folder, or a new one that goes with the process that made it. Workers of xdist inherit it."""
    if given := os.environ.get("JIAOYUN_DATA"):
        return Path(given)
    made = tempfile.mkdtemp(prefix="jiaoyun-tests-")
    os.environ["JIAOYUN_DATA"] = made
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def _point_settings_at(data: Path) -> None:
    from django.conf import settings

    from config.keys import secret_key

    settings.JIAOYUN_DATA = data
    settings.JIAOYUN_UPLOADS = data / "uploads"
    settings.JIAOYUN_KEYS = data / "keys.json"
    settings.JIAOYUN_AUDIT_HEADS = data / "audit-heads.log"
    settings.SECRET_KEY = secret_key(settings.JIAOYUN_KEYS)
    settings.STATIC_ROOT = data / "static"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        # A file: threads and processes of a test must meet in it.
        settings.DATABASES["default"]["TEST"]["NAME"] = os.environ.setdefault(
            "JIAOYUN_TEST_SQLITE", str(data / "test.sqlite3")
        )
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.PASSWORD_HASHERS = ["tests.hashers.QuickHasher"]


# Speed is never asserted by a test (it is measured in script/bench): a busy machine must not fail a property.
# The usual run tries the same examples each time, so that a failure is the change's; --long looks for new ones.
hypothesis_settings.register_profile("house", deadline=None, derandomize=not os.environ.get("JIAOYUN_LONG"))
hypothesis_settings.load_profile("house")

os.environ.setdefault("JIAOYUN_PLAIN_STATIC", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
_DATA = _data_folder()
make_keys(_DATA / "keys.json")
_point_settings_at(_DATA)


#: Begun first, so that at the end no process waits for another that is alone with one of them.
_LONGEST = tuple(
    f"tests/{path}.py"
    for path in (
        *("scenarios/test_every_page", "scenarios/test_demo_samples", "whole/test_matrix", "test_bench"),
        *("faults/test_kill_web", "faults/test_kill_worker", "hostile/test_upload_files", "plumbing/test_backup"),
    )
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest tests first; all others keep their order."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONGEST))


def pytest_collection_finish() -> None:
    """As config/wsgi.py does: what was read to get here stays."""
    search_seldom()


@pytest.fixture(scope="session", autouse=True)
def _templates_of_production(django_test_environment: None) -> None:
    """Render as in production. Django's test environment copies the context of every template it renders, for tests
    that look into it; ours look at what was rendered, and a page is quicker by a tenth."""
    from django.template import Template
    from django.test.utils import _TestState

    Template._render = _TestState.saved_data.template_render  # type: ignore[attr-defined, method-assign]


@pytest.fixture(scope="session", autouse=True)
def _addresses_of_production() -> None:
    """Read the addresses before a test turns DEBUG on: the first to read them decides for all that follow."""
    import_module("config.urls")


@pytest.fixture
def world(db: None) -> Any:
    """The cast at its places (tests/world.py), new for each test."""
    from tests.world import build_world

    return build_world()


@pytest.fixture
def visitor() -> Any:
    """A page client that nobody logged in with."""
    from tests.pages import PageClient

    return PageClient()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium (tests/chromium.py); each desk is a context of its own, with nothing of the one before."""
    from tests.chromium import chromium

    with chromium() as made:
        yield made


@pytest.fixture
def demo_mode(settings: Any) -> Callable[[], None]:
    """Turns demo mode on for one test."""

    def turn_on() -> None:
        settings.JIAOYUN_DEMO = True

    return turn_on
