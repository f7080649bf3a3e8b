"""Finding the entry: the exact error text first, then half of it, the question, the sound, and words in common.

Pure: an index is made of entries and asked; who keeps it and for how long is said in `current.py`.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from jiaoyun.helpdesk.help_centre.entry import Entry
from jiaoyun.helpdesk.help_centre.folding import core, fold, grams, quoted
from jiaoyun.helpdesk.help_centre.sound import sounds_like

LONGEST_QUERY = 200
#: How much of the question's weight an entry must share to count as found; tried on tests/helpdesk/asked.csv.
_ENOUGH = 0.4
#: Beside a good hit, weaker ones than this part of it only distract.
_BESIDE = 0.45
_UNSEEN = 0.5
_MOST = 10
_SHORTEST_PIECE = 3
#: Who mixes letters and characters does so once or twice; more runs are only work.
_MOST_RUNS = 4
#: A message this long says what is meant, wherever it stands; a shorter one must be most of the question.
_LONG_MESSAGE, _MOST_OF = 8, 0.7
_LETTERS = re.compile(r"[a-z]{2,}")
_MESSAGE, _PASTED, _PIECE, _ASKED, _IN_QUESTION, _SOUND = 100.0, 90.0, 80.0, 75.0, 60.0, 50.0
_MOST_BY_WORDS = 45.0


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, and how well: 100 is the exact error text."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One entry as it is searched: folded texts by kind, and the weight of each pair of characters."""

    entry: Entry
    messages: tuple[str, ...]
    questions: tuple[str, ...]
    cores: tuple[str, ...]
    ways: tuple[str, ...]
    weights: dict[str, float]


class Index:
    """What is asked. `messages` gives further error texts of an entry: those of the refusals that it explains."""

    def __init__(self, entries: Iterable[Entry], messages: dict[str, tuple[str, ...]] | None = None) -> None:
        told = messages or {}
        self._shelves = [_shelf(entry, told.get(entry.key, ())) for entry in entries]
        seen: dict[str, int] = {}
        for gram in chain.from_iterable(shelf.weights for shelf in self._shelves):
            seen[gram] = seen.get(gram, 0) + 1
        count = len(self._shelves)
        self._rarity = {gram: math.log(1 + count / times) for gram, times in seen.items()}
        # A pair that no entry has tells nothing about which; it only makes the others tell less.
        self._unseen = math.log(1 + count) * _UNSEEN

    def find(self, text: str) -> list[Hit]:
        """The entries that answer, best first, at most 10; none where nothing is near enough."""
        typed = text[:LONGEST_QUERY]
        folded = fold(typed)
        if not folded:
            return []
        asked = [folded, *quoted(typed)]
        wanted = self._wanted(core(folded))
        hits = [Hit(shelf.entry, self._score(shelf, asked, wanted)) for shelf in self._shelves]
        best = max((hit.score for hit in hits), default=0.0)
        floor = max(_ENOUGH * _MOST_BY_WORDS, best * _BESIDE)
        # sorted() keeps the order of the shelves among equals.
        return sorted((hit for hit in hits if hit.score >= floor), key=lambda hit: -hit.score)[:_MOST]

    def _wanted(self, words: str) -> dict[str, float]:
        """The pairs of the question, each with what it tells; they sum to 1."""
        told = {gram: self._rarity.get(gram, self._unseen) for gram in grams(words)}
        whole = sum(told.values())
        return {gram: weight / whole for gram, weight in told.items()}

    def _score(self, shelf: _Shelf, asked: list[str], wanted: dict[str, float]) -> float:
        shared = sum(weight * shelf.weights.get(gram, 0.0) for gram, weight in wanted.items())
        return max(max(_by_text(shelf, text) for text in asked), _MOST_BY_WORDS * shared)


def _by_text(shelf: _Shelf, text: str) -> float:
    """How well a whole text fits: a message, a piece of one, the question, how they sound."""
    if text in shelf.messages:
        return _MESSAGE
    pasted = [len(message) for message in shelf.messages if _is_pasted(message, text)]
    if pasted:
        return _PASTED + min(max(pasted), 60) / 10
    if text in shelf.questions or core(text) in shelf.cores:
        return _ASKED + (text in shelf.questions)
    if len(text) < _SHORTEST_PIECE:
        near = [len(text) / len(way) for way in shelf.questions if text in way]
        return _MOST_BY_WORDS + 5 * max(near) if near else 0.0
    pieces = [len(text) / len(message) for message in shelf.messages if text in message]
    if pieces:
        return _PIECE + 5 * max(pieces)
    inside = [len(core(text)) / len(way) for way in shelf.cores if core(text) in way]
    if inside and len(core(text)) >= _SHORTEST_PIECE:
        return _IN_QUESTION + 5 * max(inside)
    if any(text in way for way in shelf.ways):
        return _IN_QUESTION - 5
    return _by_sound(shelf, text)


def _by_sound(shelf: _Shelf, text: str) -> float:
    letters = _LETTERS.findall(text)
    if not 0 < len(letters) <= _MOST_RUNS:
        return 0.0
    rest = _LETTERS.sub("", text)
    kinds = ((shelf.questions[:1], 4), (shelf.messages, 3), (shelf.questions[1:], 2), (shelf.ways, 0))
    for texts, more in kinds:
        if any(all(sounds_like(way, part) for part in letters) and rest in way for way in texts):
            return _SOUND + more
    return 0.0


def _is_pasted(message: str, text: str) -> bool:
    """Whether a sentence quotes a message: a long one, or one that is most of what the sentence says."""
    if len(message) <= _SHORTEST_PIECE or message not in text:
        return False
    return len(message) >= _LONG_MESSAGE or len(message) >= _MOST_OF * len(core(text))


def _shelf(entry: Entry, told: tuple[str, ...]) -> _Shelf:
    messages = tuple(dict.fromkeys(map(fold, (*entry.messages, *told))))
    questions = tuple(map(fold, (entry.question, *entry.also)))
    ways = tuple(map(fold, chain.from_iterable((row.old, row.new) for row in entry.moved)))
    weights: dict[str, float] = {}
    for weight, texts in ((0.5, [fold(entry.answer)]), (0.7, ways), (1.0, messages), (1.0, questions)):
        for text in texts:
            weights.update(dict.fromkeys(grams(text), weight))
    return _Shelf(entry, messages, questions, tuple(map(core, questions)), ways, weights)
