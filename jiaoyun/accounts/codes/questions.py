"""A question in words, for browsers without scripts: it takes the place of the proof of work (security.md, threat 2).

The question travels as a signed ticket that does not hold its answer; each is evaluated once, and a network may answer
so many an hour, because a machine could learn to read them.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.throttle import Budget, hold, spend

LASTS = timedelta(minutes=15)
BUDGET = Budget("code.question", 60, 3600)
_NUMBERS = "零一二三四五六七八九"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Question:
    """`text` is shown, `ticket` travels with the form."""

    text: str
    ticket: str


def new_question(now: datetime) -> Question:
    """A sum of two numbers below ten, in words: 三加五等于几？"""
    first, second = secrets.randbelow(9) + 1, secrets.randbelow(9) + 1
    if secrets.randbelow(2):
        high, low = max(first, second), min(first, second)
        text, answer = f"{_NUMBERS[high]}减{_NUMBERS[low]}等于几？", high - low
    else:
        text, answer = f"{_NUMBERS[first]}加{_NUMBERS[second]}等于几？", first + second
    ends, nonce = int((now + LASTS).timestamp()), secrets.token_hex(8)
    return Question(text, f"{ends}.{nonce}.{_sign(ends, nonce, answer)}")


def is_answered(ticket: str, typed: str, address: str, *, now: datetime) -> bool:
    """Whether this is the answer to a question of ours that is open, and was not evaluated before."""
    try:
        ends_text, nonce, signature = ticket[:_LONGEST].split(".")
        ends, answer = int(ends_text), read_number(typed)
    except ValueError:
        return False
    if not now.timestamp() < ends <= (now + LASTS).timestamp() + 1 or not spend(BUDGET, address, now=now).allowed:
        return False
    if hold("code.question", nonce, seconds=int(LASTS.total_seconds()) * 2, now=now) is not None:
        return False
    return secrets.compare_digest(signature.encode(), _sign(ends, nonce, answer).encode())


def read_number(typed: str) -> int:
    """8, ８, 八, 十, 十二: the number that was meant. Raises ValueError."""
    text = unicodedata.normalize("NFKC", typed).strip().removesuffix("。")
    if text.isascii() and text.isdigit() and len(text) <= 2:
        return int(text)
    if text.startswith("十") and len(text) <= 2:
        return 10 + (_NUMBERS.index(text[1]) if len(text) == 2 else 0)
    if len(text) == 1:
        return _NUMBERS.index(text)
    raise ValueError("no number")


def _sign(ends: int, nonce: str, answer: int) -> str:
    return digest("accounts.question", f"{ends}:{nonce}:{answer}").hex()
