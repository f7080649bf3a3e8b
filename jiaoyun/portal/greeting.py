"""The greeting on the desktop: by the hour in Shanghai, as people at a school address each other."""

from datetime import datetime

from django.utils import timezone

from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.rules.surnames import COMPOUND_SURNAMES

_HOURS = ((5, "夜深了"), (11, "上午好"), (13, "中午好"), (18, "下午好"), (24, "晚上好"))
_TEACHERS = frozenset({Role.TEACHER, Role.HOMEROOM, Role.INSPECTOR, Role.SCHOOL_ADMIN})
_WEEKDAYS = "一二三四五六日"


def greeting(actor: Actor, now: datetime) -> str:
    """熊老师，下午好 for people who teach; the whole name for everybody else."""
    hour = timezone.localtime(now).hour
    words = next(words for until, words in _HOURS if hour < until)
    if actor.grant is not None and actor.grant.role in _TEACHERS and "·" not in actor.name:
        surname = actor.name[:2] if actor.name[:2] in COMPOUND_SURNAMES else actor.name[:1]
        return f"{surname}老师，{words}"
    return f"{actor.name}，{words}"


def today_in_words(now: datetime, term: str) -> str:
    """2026年11月24日 星期二 · 2026-2027学年第一学期."""
    day = timezone.localdate(now)
    date = f"{day.year}年{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]}"
    return f"{date} · {term}" if term else date
