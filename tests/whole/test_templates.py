"""Every template parses, is a page with a title or a piece of one, and has no style, handler or script of its own."""

import re
from pathlib import Path

import pytest
from django.template import Origin, Template
from django.template.loader import get_template
from django.template.loader_tags import BlockNode

from tests.whole.sources import ROOT, python_files, template_files

#: The frames that pages stand in, and the one page that must need nothing: it is shown when all else failed.
FRAMES = {"base.html", "app_base.html", "portal_base.html", "plumbing/plain_page.html", "accounts/recover_frame.html"}
ALONE = {"base.html", "plumbing/server_error.html"}
#: Where text is let through unescaped, and why. Nothing is.
UNESCAPED: dict[str, str] = {}
#: The pages that show the components, chosen by name, while the server is being developed.
DEVELOPMENT = "plumbing/components/"
MOST_LINES = 120

_UNSAFE = re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off|\|\s*safeseq\b")
_INLINE = re.compile(r"<[a-z][^>]*\s(style|on[a-z]+)\s*=", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b(?![^>]*(?:\bsrc=|\bnonce=))", re.IGNORECASE)
_REQUIRED = re.compile(r"<(?:input|select|textarea)\b[^>]*\srequired\b", re.DOTALL)
#: A tick that must be set by hand before the button does anything; the server refuses without it too.
BROWSER_ASKS = {"roster/batch_confirm.html"}
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
EVERY = pytest.mark.parametrize("path", template_files(), ids=lambda path: str(path.relative_to(ROOT)))


def name_of(path: Path) -> str:
    """The name by which the template is loaded."""
    parts = path.relative_to(ROOT).parts
    return "/".join(parts[parts.index("templates") + 1 :])


def source_of(path: Path) -> str:
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))


@EVERY
def test_it_parses_and_is_loaded_by_its_name(path: Path) -> None:
    found: Template = get_template(name_of(path)).template  # type: ignore[attr-defined]
    origin: Origin = found.origin
    assert Path(origin.name) == path, "another template of that name hides this one"


@EVERY
def test_what_is_missing_is_said_by_the_page_and_not_by_the_browser(path: Path) -> None:
    asks = bool(_REQUIRED.search(re.sub(r"\{%.*?%\}", "", source_of(path))))
    assert asks is (name_of(path) in BROWSER_ASKS), "a browser says it in its own language, away from the field"


@EVERY
def test_it_is_a_page_in_a_frame_or_a_piece(path: Path) -> None:
    name, source = name_of(path), source_of(path)
    if is_piece(name) or name in ALONE:
        assert "{% extends" not in source
        assert name in ALONE or "<html" not in source
        return
    frame = re.match(r'\s*\{% extends "([^"]+)" %\}', source)
    assert frame, "a page begins with the frame that it stands in"
    assert frame[1] in FRAMES


def is_piece(name: str) -> bool:
    """A component, or a piece that its page or htmx puts in: its name begins with an underscore."""
    return name.startswith("cotton/") or name.split("/")[-1].startswith("_") or name == "plumbing/refusal_card.html"


@EVERY
def test_it_brings_no_style_handler_or_script_of_its_own(path: Path) -> None:
    source = source_of(path)
    assert not _INLINE.search(source), _INLINE.search(source)
    assert not _SCRIPT.search(source)
    assert "<style" not in source or path.name == "server_error.html"
    assert "javascript:" not in source


@EVERY
def test_it_escapes_everything(path: Path) -> None:
    assert not _UNSAFE.search(source_of(path)) or name_of(path) in UNESCAPED


@EVERY
def test_it_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_it_gives_every_frame_a_title() -> None:
    base = get_template("base.html").template  # type: ignore[attr-defined]
    titles = [node for node in base.nodelist.get_nodes_by_type(BlockNode) if node.name == "title"]
    assert len(titles) == 1
    assert "page_title" in str(titles[0].nodelist[0])


def test_it_titles_every_page_that_a_view_renders() -> None:
    """A view passes page_title, or goes through show(…, title=…); the page client compares it with the h1."""
    rendered = re.compile(r'"([a-z_]+/[a-z_]+\.html)"')
    for path in python_files("jiaoyun"):
        if "views" not in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        pages = [name for name in rendered.findall(source) if not is_piece(name)]
        if pages and pages != ["portal/home.html"]:
            assert "page_title" in source or "title=" in source, path


def test_it_uses_every_template() -> None:
    """By a view, by another template, or as a component of a page."""
    sources = [path.read_text(encoding="utf-8") for path in (*python_files("jiaoyun", "config"), *template_files())]
    everything = "\n".join(sources)
    unused = [name for name in map(name_of, template_files()) if not _is_used(name, everything)]
    assert not unused


def _is_used(name: str, everything: str) -> bool:
    if name.startswith("cotton/"):
        return f"<c-{name.removeprefix('cotton/').removesuffix('.html').replace('_', '-')}" in everything
    if name.startswith(DEVELOPMENT):
        return "plumbing/components/{template}.html" in everything
    return f'"{name}"' in everything or f"'{name}'" in everything or _is_named_by_its_room(name, everything)


def _is_named_by_its_room(name: str, everything: str) -> bool:
    """A function of the room puts the folder in front (f"accounts/personal/{name}.html"), a view names the rest."""
    folder, stem = name.removesuffix(".html").rsplit("/", 1)
    return bool(re.search(rf'f"{folder}/\{{\w+\}}\.html"', everything)) and f'"{stem}"' in everything
