"""Reads a page for the page client: headings, ids, controls and their labels, forms, scripts, links, text."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

_SILENT = {"script", "style", "template", "title", "svg"}
_CONTROLS = {"input", "select", "textarea"}
_UNLABELLED_TYPES = {"hidden", "submit", "button", "reset", "image"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Form:
    """A form as it stands on the page: where it goes, how, and what it carries without being filled in."""

    action: str
    method: str
    hidden: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)


class Html(HTMLParser):
    """One parsed page."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.title, self.language = "", ""
        self.headings: list[str] = []
        self.ids: Counter[str] = Counter()
        self.forms: list[Form] = []
        self.scripts: list[tuple[str, str]] = []
        self.inline: list[str] = []
        self.links: list[str] = []
        self._controls: list[tuple[str, str, bool]] = []
        self._labels: set[str] = set()
        self._words: list[str] = []
        self._stack: list[str] = []
        self.feed(source)
        self.text = " ".join("".join(self._words).split())
        self.title = " ".join(self.title.split())
        self.headings = [" ".join(heading.split()) for heading in self.headings]

    def unlabelled(self) -> list[str]:
        """The controls that no label, aria-label or aria-labelledby names."""
        return [name for name, key, named in self._controls if not named and key not in self._labels]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._note(tag, values)
        if tag not in _VOID:
            self._stack.append(tag)

    def _note(self, tag: str, values: dict[str, str]) -> None:
        self.inline += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]
        if tag == "style":
            self.inline.append("style element")
        if "id" in values:
            self.ids[values["id"]] += 1
        if tag == "html":
            self.language = values.get("lang", "")
        elif tag == "h1":
            self.headings.append("")
        elif tag == "script":
            self.scripts.append((values.get("nonce", ""), values.get("src", "")))
        elif tag == "a" and "href" in values:
            self.links.append(values["href"])
        elif tag == "label":
            self._labels.add(values.get("for", ""))
        elif tag == "form":
            self.forms.append(Form(values.get("action", ""), values.get("method", "get").lower()))
        elif tag in _CONTROLS:
            self._note_control(tag, values)

    def _note_control(self, tag: str, values: dict[str, str]) -> None:
        kind, name = values.get("type", "text") if tag == "input" else tag, values.get("name", "")
        if self.forms and "form" in self._stack:
            self.forms[-1].names.append(name)
            if kind == "hidden":
                self.forms[-1].hidden[name] = values.get("value", "")
        if kind not in _UNLABELLED_TYPES:
            named = "aria-label" in values or "aria-labelledby" in values or "label" in self._stack
            self._controls.append((name or tag, values.get("id", ""), named))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._stack:
            while self._stack.pop() != tag:
                pass
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        if "title" in self._stack and "svg" not in self._stack:
            self.title += data
        if not _SILENT.intersection(self._stack):
            self._words.append(data)
        if "h1" in self._stack:
            self.headings[-1] += data
