"""The built front end is light and known to old browsers (ui.md "Held to"); script/test builds it before the tests."""

import gzip
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import django_htmx
import pytest

from jiaoyun.plumbing.navigation import APPLICATIONS

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "build" / "static" / "jiaoyun"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
BUDGET = 100 * 1024


def text_of(name: str) -> str:
    path = BUILT / name
    assert path.exists(), f"{path} is not built: run script/test or `node assets/build.mjs`"
    return path.read_text(encoding="utf-8")


def test_it_stays_within_the_budget_of_a_list_page() -> None:
    sizes = {
        path.name: len(gzip.compress(path.read_bytes(), 6)) for path in (BUILT / "app.css", BUILT / "app.js", HTMX)
    }
    assert sum(sizes.values()) <= BUDGET, sizes


@pytest.mark.parametrize("function", ["color-mix", "oklch", "oklab", "light-dark"])
def test_it_uses_no_colour_that_chromium_95_does_not_know(function: str) -> None:
    assert not re.findall(rf"(?<![\w-]){function}\(", text_of("app.css"))


@pytest.mark.parametrize("feature", ["@layer", "@container", "@import", "http://", "https://"])
def test_it_uses_no_rule_that_old_browsers_drop_and_loads_nothing_from_elsewhere(feature: str) -> None:
    # The licence notes of the packages name their homes; they are no rules.
    css = re.sub(r"/\*!.*?\*/", "", text_of("app.css"), flags=re.DOTALL)
    css = css.replace("http://www.w3.org/", "")
    assert feature not in css


def test_it_keeps_our_own_look_after_tabler() -> None:
    css = text_of("app.css")
    assert css.index("--tblr-") < css.rindex("--jy-porcelain:")
    assert "sourceMappingURL" not in css


def test_it_evaluates_no_text_as_script() -> None:
    """The strict CSP forbids it: the CSP build of Alpine has neither eval nor Function."""
    script = text_of("app.js")
    assert not re.findall(r"\beval\(|\bnew Function\(|\bAsyncFunction\(", script)


def test_it_draws_every_icon_once_and_without_script() -> None:
    root = ElementTree.fromstring(text_of("icons.svg"))
    names = [symbol.get("id") for symbol in root.iter("{http://www.w3.org/2000/svg}symbol")]
    assert names
    assert len(names) == len(set(names))
    assert "brand" in names
    assert {element.tag.split("}")[1] for element in root.iter()} <= {
        *("svg", "symbol", "path", "circle", "rect", "line", "polyline", "polygon", "ellipse", "g"),
    }


def test_it_has_every_icon_that_a_template_names() -> None:
    root = ElementTree.fromstring(text_of("icons.svg"))
    drawn = {symbol.get("id") for symbol in root.iter("{http://www.w3.org/2000/svg}symbol")}
    form = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']|<c-icon\b[^>]*?\bname=["']([a-z0-9-]+)["']""")
    templates = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("jiaoyun/**/*.html")]
    named = {one or two for path in templates for one, two in form.findall(path.read_text(encoding="utf-8"))}
    named |= {app.icon for app in APPLICATIONS.values()}
    assert named <= drawn, named - drawn
