"""What was asked and not found: kept for the editors without anything that could be a person's number."""

import re
import unicodedata
from datetime import datetime

from django.db.models import F

from jiaoyun.helpdesk.help_centre.folding import fold
from jiaoyun.helpdesk.models import HelpMiss
from jiaoyun.plumbing.throttle import Budget, spend

LONGEST_MISS = 60
_SHORTEST_MISS = 2
_BY_NETWORK = Budget("helpdesk.help_miss", 20, 3600)
_BY_DAY = Budget("helpdesk.help_miss_day", 2000, 86400)
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
#: A run with a digit in it, with the letters and marks at it: an ID, a 学籍号, a phone in groups, a passport.
_NUMBER = re.compile(r"[A-Za-z]*\d[\dA-Za-z_.\-()+]*(?:[ \-]+\d[\dA-Za-z]*)*")
_CHINESE_MARKS = frozenset("，。？！：；（）")
_SPOKEN = re.compile("[零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖]{4,}")


def without_numbers(text: str) -> str:
    """The text with every number, e-mail address and spoken number as …; at most 60 characters."""
    plain = "".join(char if char in _CHINESE_MARKS else unicodedata.normalize("NFKC", char) for char in text)
    # Digits of other scripts are digits too.
    plain = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in plain)
    for pattern in (_ADDRESS, _NUMBER, _SPOKEN):
        plain = pattern.sub("…", plain)
    printable = "".join(char if char.isprintable() else " " for char in plain)
    return " ".join(printable.split())[:LONGEST_MISS]


def note_miss(text: str, network: str, *, now: datetime) -> bool:
    """Keep a question that nothing answered; False where it says nothing or too many came from this network."""
    kept = without_numbers(text)
    folded = fold(kept)[:LONGEST_MISS]
    if len(folded) < _SHORTEST_MISS:
        return False
    if not (spend(_BY_NETWORK, network, now=now).allowed and spend(_BY_DAY, "all", now=now).allowed):
        return False
    rows = HelpMiss.objects.everywhere("a question without an answer belongs to nobody").filter(folded=folded)
    if not rows.update(count=F("count") + 1, last_at=now):
        # Whoever else asks the same at the same moment, both add to the row.
        fresh = HelpMiss(folded=folded, text=kept, count=0, first_at=now, last_at=now)
        HelpMiss.objects.bulk_create([fresh], ignore_conflicts=True)
        rows.update(count=F("count") + 1)
    return True
