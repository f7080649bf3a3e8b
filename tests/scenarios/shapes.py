"""The shapes that a scenario is walked in: at a desk, on a phone, in a browser without scripts."""

from typing import Any

import pytest

WIDE, NARROW, PLAIN = {"width": 1280}, {"width": 360}, {"scripts": False}
PLAIN_NARROW = {"width": 360, "scripts": False}
#: Registering is walked at a desk with scripts and on a phone without; on a phone with them in script/test --long.
REGISTERING = [WIDE, pytest.param(NARROW, marks=pytest.mark.long), PLAIN_NARROW]
#: Registering, the first log-in and a forgotten password must work without scripts to their end: always walked.
EVERYWHERE: list[dict[str, Any]] = [WIDE, NARROW, PLAIN]
#: Other scenarios are made of the same parts: without scripts they are walked in script/test --long.
PLAIN_LATER = pytest.param(PLAIN, marks=pytest.mark.long)
SHAPES = [WIDE, NARROW, PLAIN_LATER]
