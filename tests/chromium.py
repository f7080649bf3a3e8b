"""Debian's chromium, driven by Playwright: which program, how it is started, and when it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

# The same engine of the same package, without the window round it that chromium's own headless mode opens and draws;
# a test takes a third less time (docs/decisions/0013-headless-shell.md).
SHELL, WHOLE = Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for all tests of a process: Playwright allows no second one beside it there."""
    # Playwright runs an event loop in this thread, where Django would otherwise refuse its database.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as player:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        program = SHELL if SHELL.exists() else WHOLE
        made = player.chromium.launch(executable_path=program, args=["--disable-dev-shm-usage", "--no-sandbox"])
        yield made
        made.close()
