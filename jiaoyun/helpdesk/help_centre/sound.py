"""Whether letters are how a Chinese text sounds: syllables, initials, or both mixed (wangjimima, wjmm, wangjmm)."""

from functools import lru_cache

from jiaoyun.rules.name_sounds import char_readings


@lru_cache(maxsize=8192)
def _ways(char: str) -> frozenset[str]:
    """How a character may be typed: its syllables without tone and their first letters; a letter or digit as itself."""
    if char.isascii():
        return frozenset((char,))
    syllables = {reading[:-1] for reading in char_readings(char)}
    return frozenset(syllables | {syllable[0] for syllable in syllables})


def sounds_like(folded: str, letters: str) -> bool:
    """Whether some stretch of the folded text is typed by these letters; the last syllable may be half typed."""
    ways = [_ways(char) for char in folded]
    return any(_typed_from(ways, start, letters) for start in range(len(ways)))


def _typed_from(ways: list[frozenset[str]], start: int, letters: str) -> bool:
    reached = {0}
    for options in ways[start:]:
        if any(way.startswith(letters[at:]) for at in reached for way in options):
            return True
        reached = {at + len(way) for at in reached for way in options if letters.startswith(way, at)}
        if not reached:
            return False
    return False


def fits(folded: str, wanted: str) -> bool:
    """Whether a short folded text, a label or a menu's way, holds what is wanted or sounds like it."""
    return wanted in folded or (wanted.isascii() and len(wanted) > 1 and sounds_like(folded, wanted))
