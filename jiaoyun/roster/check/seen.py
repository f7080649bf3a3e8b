"""The earlier lines of a file: a pupil who stands on two lines, by whatever number or by none, is taken once.

Kept in memory while a file is checked. Two lines about one person must never both be written: the second would write
over the first, and PostgreSQL refuses a statement that keeps one row twice.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from jiaoyun.roster.check.people import Person
from jiaoyun.roster.check.reading import Reading
from jiaoyun.roster.check.staging import Numbers
from jiaoyun.rules.names import name_key


@dataclass(slots=True)
class SeenLines:
    """What earlier lines said: digest of a number → line, account found → line, name and birth date → line."""

    numbers: dict[bytes, int] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)
    births: dict[tuple[str, date], int] = field(default_factory=dict)

    def earlier(self, reading: Reading, numbers: Numbers, people: tuple[Person, ...]) -> int | None:
        """The earlier line about the same pupil, or None; remembers this line for those that follow.

        A G number carries an ID number, so that "ID only" and "学籍号 only" are seen as one pupil. Without any number
        it is the name and the birth date that tell.
        """
        line, found = reading.line, None
        for digest in (numbers.document_key, numbers.roll_key, numbers.platform):
            if digest is not None and (first := self.numbers.setdefault(digest, line)) != line:
                found = found or first
        if len(people) == 1 and (first := self.people.setdefault(people[0].account_id.int, line)) != line:
            found = found or first
        if numbers.are_none and reading.name and reading.birth_date is not None:
            first = self.births.setdefault((name_key(reading.name), reading.birth_date), line)
            if first != line:
                found = found or first
        return found

    def know_person(self, line: int, account_id: UUID) -> None:
        """Take note of a line that is not checked now, by the pupil it leads to."""
        self.people.setdefault(account_id.int, line)

    def know_birth(self, line: int, key: str, born: date) -> None:
        """Take note of a line without numbers that is not checked now."""
        self.births.setdefault((key, born), line)
