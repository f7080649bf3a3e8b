"""The entries that come with the platform, and which of them explains a refusal."""

from functools import lru_cache
from pathlib import Path

from jiaoyun.helpdesk.help_centre.entry import Entry, Group, read_entry
from jiaoyun.plumbing.refusals import REFUSALS

FOLDER = Path(__file__).parent / "entries"
_SHELVES = {group: position for position, group in enumerate(Group)}


@lru_cache(maxsize=1)
def built_in() -> dict[str, Entry]:
    """All built-in entries by key, in the order in which they are shown. Read once a process."""
    return {entry.key: entry for entry in sorted(map(read_entry, FOLDER.glob("*.toml")), key=place_on_shelf)}


def place_on_shelf(entry: Entry) -> tuple[int, int, str]:
    """What entries are ordered by: shelf, place on it, key."""
    return _SHELVES[entry.group], entry.order, entry.key


@lru_cache(maxsize=4096)
def entry_of_refusal(refusal_id: str) -> str | None:
    """The key of the entry that explains a refusal; None where none does, which a test forbids.

    An entry that names the id comes before one that names its family, the longer family before the shorter. Kept: a
    list of entries asks it of every refusal there is, for each of them.
    """
    named = _explainers()
    parts = refusal_id.split(".")
    families = [".".join(parts[:length]) + ".*" for length in range(len(parts) - 1, 0, -1)]
    return next((named[name] for name in (refusal_id, *families) if name in named), None)


def refusals_of(key: str) -> list[str]:
    """The ids of the refusals that an entry explains, in the catalogue's order."""
    return [refusal_id for refusal_id in REFUSALS if entry_of_refusal(refusal_id) == key]


@lru_cache(maxsize=1)
def _explainers() -> dict[str, str]:
    """Refusal id or family → key of the first entry that names it."""
    found: dict[str, str] = {}
    for entry in built_in().values():
        for name in entry.refusals:
            found.setdefault(name, entry.key)
    return found
