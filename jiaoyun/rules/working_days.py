"""Working days of the mainland, for deadlines.

Source: 国务院办公厅 yearly notices of holidays and moved working days, as chinesecalendar (MIT) keeps them; a year it
does not know yet counts Monday to Friday.
"""

from datetime import date, timedelta
from functools import lru_cache

_ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    """Whether offices work on this day: moved working days count, public holidays do not."""
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after `day` (which itself does not count). For n = 0: `day`, or the next working day.

    ValueError for a negative n.
    """
    if n < 0:
        raise ValueError("deadlines lie ahead")
    if n == 0:
        return day if is_working_day(day) else add_working_days(day, 1)
    while n:
        day += _ONE_DAY
        n -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days lie after `first` up to and with `last`; negative when `last` comes before."""
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(first + _ONE_DAY * step) for step in range(1, (last - first).days + 1))
