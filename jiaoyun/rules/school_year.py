"""School years and terms.

Source: 教育部 school calendars: the 学年 begins on 1 September and has two 学期. The day on which a school really
switches is a setting of its calendar, so it is always a parameter.
"""

from datetime import date

#: Month and day on which the new school year begins.
SWITCH = (9, 1)
#: Month and day from which the second term counts; the winter holidays belong to the first.
SPRING = (2, 1)


def school_year(day: date, switch: tuple[int, int] = SWITCH) -> int:
    """The school year a day lies in: 2026 means 2026-2027."""
    return day.year if (day.month, day.day) >= switch else day.year - 1


def school_year_label(year: int) -> str:
    """2026 → 2026-2027学年."""
    return f"{year}-{year + 1}学年"


def term(day: date, switch: tuple[int, int] = SWITCH, spring: tuple[int, int] = SPRING) -> int:
    """1 for the first term (from `switch`), 2 for the second (from `spring` until `switch`)."""
    return 2 if spring <= (day.month, day.day) < switch else 1


def entry_year_of(grade: int, year: int, first_grade: int = 1) -> int:
    """The entry year of a grade in a school year; both grades count alike (七年级 is 7 of 7, 高二 is 11 of 10)."""
    return year - (grade - first_grade)
