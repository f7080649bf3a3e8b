"""Account names to suggest: pinyin of the name and the last four of the ID, and variants that are free (product.md R3).

A suggestion never holds six digits of the person's own numbers (security.md, threat 26): at most four of the document.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from jiaoyun.accounts.identifiers import NotThisKindError, canonical, digest_of
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.rules.names import initials, pinyin

LONGEST = 20
MOST_SUGGESTED = 4
_NOT_USED = re.compile(r"[^a-z]")
_END = 4
_RUN_OF_DIGITS = 6
_NO_SOUND = "user"
_SHORTEST_SOUND = 2
_NUMBERED = 30


def suggest_names(name: str, document: str, *, today: date, wanted: int = MOST_SUGGESTED) -> list[str]:
    """Free account names for a person, the best first; `document` is the canonical number, or empty. One query."""
    made = list(dict.fromkeys(_candidates(name, document, today)))
    taken = taken_names(made)
    return [text for text in made if text not in taken][:wanted]


def taken_names(names: Sequence[str]) -> set[str]:
    """Those of these canonical account names that are bound. One query."""
    digests = {digest_of(IdentifierKind.ACCOUNT_NAME, name): name for name in names}
    bound = Identifier.objects.everywhere("whether an account name is free may be said at once (R3)").filter(
        kind=IdentifierKind.ACCOUNT_NAME, digest__in=list(digests), released_at__isnull=True
    )
    return {digests[bytes(found)] for found in bound.values_list("digest", flat=True)}


def holds_own_number(name: str, numbers: Sequence[str]) -> bool:
    """Whether six digits in a row of an own number stand in an account name: a log-in name must not tell them."""
    for number in numbers:
        pieces = (number[at : at + _RUN_OF_DIGITS] for at in range(len(number) - _RUN_OF_DIGITS + 1))
        if any(piece.isdigit() and piece in name for piece in pieces):
            return True
    return False


def _candidates(name: str, document: str, today: date) -> Iterator[str]:
    sound, letters = _letters(pinyin(name)), _letters(initials(name))
    end = document[-_END:].lower() if len(document) > _END * 2 else ""
    bases = [f"{sound}{end}", f"{letters}{end}", f"{sound}_{end}" if end else "", sound, f"{letters}_{today.year}"]
    more = [f"{sound}{number}" for number in range(1, _NUMBERED)]
    more += [f"{letters}{end}_{number}" for number in range(1, _NUMBERED)]
    for text in (*bases, *more):
        try:
            candidate = canonical(IdentifierKind.ACCOUNT_NAME, _fitting(text), today=today)
        except NotThisKindError:
            continue
        if not holds_own_number(candidate, [document]):
            yield candidate


def _letters(sound: str) -> str:
    """The letters of a name's sound; a name that has none gets a neutral word."""
    letters = _NOT_USED.sub("", sound)
    return letters if len(letters) >= _SHORTEST_SOUND else f"{letters}{_NO_SOUND}"


def _fitting(text: str) -> str:
    """The text cut to what an account name may have, its end kept: there stand the digits that tell it apart."""
    over = len(text) - LONGEST
    if over <= 0:
        return text
    head = len(text) - len(text.lstrip("abcdefghijklmnopqrstuvwxyz"))
    return text[: max(head - over, 1)] + text[head:]
