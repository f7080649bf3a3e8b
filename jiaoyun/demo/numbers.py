"""Numbers of people who do not exist: ID numbers with an area that is no county, 学籍号 made of them, phones.

GB 11643 gives an area, a birth date and a sex 500 numbers. Areas 369901 to 369979 are the province's people, 369980 on
those of the sample spreadsheets. Phones are 19900 and six digits; no list of numbers reserved for fiction exists in
China, so the demo never sends a message anywhere.
"""

from collections import Counter
from datetime import date

from jiaoyun.rules.codes import Sex
from jiaoyun.rules.documents import document_check_digit

NUMBERS_A_DAY = 500
LAST_AREA_OF_PEOPLE = 79
PUPIL_PHONES, STAFF_PHONES, SAMPLE_PHONES = 0, 800_000, 900_000


def invent_document(area: int, born: date, sex: Sex, serial: int) -> str:
    """An ID number of area 3699xx that passes every check. `area` 1 to 99, `serial` 0 to 499. ValueError outside."""
    if not (1 <= area <= 99 and 0 <= serial < NUMBERS_A_DAY):
        raise ValueError("area or serial out of range")
    body = f"3699{area:02d}{born:%Y%m%d}{2 * serial + (sex is Sex.MALE):03d}"
    return body + document_check_digit(body)


def invent_phone(serial: int) -> str:
    """A mobile number of the demo's range. ValueError outside 0 to 999999."""
    if not 0 <= serial < 1_000_000:
        raise ValueError("serial out of range")
    return f"19900{serial:06d}"


class NumberSource:
    """Gives every number once."""

    def __init__(self) -> None:
        self._documents: Counter[tuple[int, date, Sex]] = Counter()
        self._phones: Counter[int] = Counter()
        self._passports = 0

    def document(self, area: int, born: date, sex: Sex) -> str:
        """A new ID number."""
        key = (area, born, sex)
        self._documents[key] += 1
        return invent_document(area, born, sex, self._documents[key] - 1)

    def passport(self) -> str:
        """A passport number of no country: ZZ3699 and four digits."""
        self._passports += 1
        return f"ZZ3699{self._passports:04d}"

    def phone(self, first: int = PUPIL_PHONES) -> str:
        """A new phone of the part of the range that begins at `first`."""
        self._phones[first] += 1
        return invent_phone(first + self._phones[first] - 1)
