"""docs/generated is what the declarations say, and the check notices when it is not."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from jiaoyun.plumbing.events import EVENTS
from jiaoyun.plumbing.management.commands.docs import FOLDER, documents
from jiaoyun.plumbing.powers import POWERS
from jiaoyun.plumbing.refusals import REFUSALS
from jiaoyun.plumbing.routes import all_routes
from tests.whole.sources import ROOT


def test_the_generated_documents_are_current() -> None:
    """If this fails: manage.py docs, and commit what it wrote."""
    call_command("docs", "--check")


def test_it_names_everything_that_is_declared() -> None:
    pages = documents()
    names = {
        "powers.md": list(POWERS),
        "refusals.md": list(REFUSALS),
        "events.md": list(EVENTS),
        "routes.md": [route.name for route in all_routes()],
    }
    assert set(names) == set(pages) == {path.name for path in (ROOT / FOLDER).iterdir()}
    for page, found in names.items():
        assert not [name for name in found if f"`{name}`" not in pages[page]]


def test_it_says_which_document_is_stale(settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"powers\.md, refusals\.md, events\.md, routes\.md"):
        call_command("docs", "--check")
    call_command("docs")
    call_command("docs", "--check")
    page = tmp_path / FOLDER / "events.md"
    page.write_text(page.read_text(encoding="utf-8") + "a line by hand\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"^stale: events\.md;"):
        call_command("docs", "--check")
