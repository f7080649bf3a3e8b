"""The key of a new entry, as it stands in its address: how the question sounds, and four letters that make it new."""

import re
import secrets

from jiaoyun.rules.name_sounds import pinyin

_ODD = re.compile(r"[^a-z]+")
_LONGEST = 40


def new_key(question: str) -> str:
    """Lower-case letters, at most 45, beginning with the question's pinyin: 怎么请假 → zenmeqingjia-k3fw."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    tail = "".join(secrets.choice(letters) for _ in range(4))
    return f"{_ODD.sub('', pinyin(question).lower())[:_LONGEST] or 'entry'}-{tail}"
