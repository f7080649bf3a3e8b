"""Ink and ground meet WCAG 2.1 AA in the usual colours and AAA in the high-contrast ones."""

import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings

TOKENS = Path(django_settings.BASE_DIR) / "assets" / "css" / "1-tokens.css"
# Ink on its ground; 4.5 : 1 is WCAG 2.1 AA for text, 3 : 1 for the border of a control.
TEXT = [
    ("ink", "page"), ("ink", "card"), ("ink-soft", "page"), ("ink-soft", "card"), ("ink-soft", "head"),
    ("ink-soft", "calm-wash"), ("ink-soft", "porcelain-wash"), ("ink-soft", "amber-wash"), ("ink-soft", "celadon-wash"),
    ("ink-soft", "cinnabar-wash"), ("porcelain", "page"), ("porcelain", "porcelain-wash"),
    ("cinnabar-ink", "cinnabar-wash"), ("celadon-ink", "celadon-wash"), ("amber-ink", "amber-wash"),
    ("card", "porcelain"), ("card", "cinnabar"), ("card", "celadon"),
]  # fmt: skip
BORDERS = [("control", "card"), ("control", "page"), ("porcelain", "card"), ("cinnabar", "card")]


def colours(selector: str) -> dict[str, str]:
    """The colours of one set; the high-contrast one lies on top of the first."""
    block = re.search(rf"^{re.escape(selector)} \{{(.*?)^\}}", TOKENS.read_text(), re.S | re.M)
    assert block is not None
    return dict(re.findall(r"--jy-([a-z-]+): (#[0-9a-f]{3,6});", block[1]))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sets", [(":root",), (":root", ".jy-contrast")], ids=["usual", "high"])
def test_it_keeps_every_ink_readable_on_its_ground(sets: tuple[str, ...]) -> None:
    found = {name: colour for selector in sets for name, colour in colours(selector).items()}
    least_text = 7 if len(sets) == 2 else 4.5
    faint = [(ink, ground) for ink, ground in TEXT if contrast(found[ink], found[ground]) < least_text]
    faint += [(line, ground) for line, ground in BORDERS if contrast(found[line], found[ground]) < 3]
    assert faint == []
