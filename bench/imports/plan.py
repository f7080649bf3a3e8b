"""Who lives where: the population by serial numbers, so that the sheets can name people without asking the database."""

from collections.abc import Iterator
from dataclasses import dataclass

FIRST_SCHOOL = 1_000
GRADES, CLASSES = 6, 4
_PUPILS_A_SCHOOL = 990
_CHINESE = "一二三四五六"

# Of twenty serials the first has graduated and the second lies in 回收站.
GRADUATED, DELETED, OF = 0, 1, 20


@dataclass(frozen=True, slots=True)
class Stretch:
    """The pupils of one school: serials `first` to `first + size - 1`."""

    school_id: int
    first: int
    size: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A population: pupils first, one teacher for 99 pupils behind them.

    `mixed` are the sizes of the mixed sheets; each has a school of its own with as many pupils, before the ordinary
    schools of 990.
    """

    people: int
    mixed: tuple[int, ...]

    @property
    def teachers(self) -> range:
        """The serials of the teachers."""
        return range(self.people - self.people // 100, self.people)

    @property
    def ordinary(self) -> int:
        """The serial of the first pupil of the first ordinary school."""
        return sum(self.mixed)

    def schools(self) -> Iterator[Stretch]:
        """All schools with their pupils."""
        first, school_id, end = 0, FIRST_SCHOOL, self.teachers.start
        for size in self.mixed:
            yield Stretch(school_id, first, size)
            first, school_id = first + size, school_id + 1
        while first < end:
            size = min(_PUPILS_A_SCHOOL, end - first)
            yield Stretch(school_id, first, size)
            first, school_id = first + size, school_id + 1

    def mixed_school(self, size: int) -> Stretch:
        """The school of the mixed sheet of this size."""
        at = self.mixed.index(size)
        return Stretch(FIRST_SCHOOL + at, sum(self.mixed[:at]), size)

    def ordinary_school(self, number: int) -> int:
        """The id of the ordinary school of this number."""
        return FIRST_SCHOOL + len(self.mixed) + number


def class_of(pupil: int) -> tuple[int, int]:
    """Grade and class number of a pupil, by the pupil's place in the school."""
    return pupil % GRADES + 1, pupil // GRADES % CLASSES + 1


def class_text(grade: int, number: int) -> str:
    """The class as schools write it: 三（2）班."""
    return f"{_CHINESE[grade - 1]}（{number}）班"
