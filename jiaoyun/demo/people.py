"""Invented people: pupils with family, documents and 学籍号, and the grown-ups of schools and offices.

The same seed gives the same people. What schools really meet is among them: brothers and sisters on one phone, pupils
without a document, L numbers, passports, names of other peoples.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from jiaoyun.demo.names import SHE_SURNAMES, NameMaker
from jiaoyun.demo.numbers import STAFF_PHONES, NumberSource
from jiaoyun.rules.codes import Sex
from jiaoyun.rules.documents import DocumentKind

_FATHER, _MOTHER, _GRANDFATHER = "51", "52", "61"
_RECENT_FAMILIES = 400


@dataclass(frozen=True, slots=True)
class Family:
    """Whom the school can reach: GB/T 4761 code of the relation, and a phone that brothers and sisters share."""

    surname: str
    ethnicity: str
    contact: str
    relation: str
    phone: str


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person. `document` and `roll_number` may be empty; `ethnicity` is GB/T 3304."""

    name: str
    sex: Sex
    born: date
    ethnicity: str = "01"
    document_kind: DocumentKind = DocumentKind.RESIDENT
    document: str = ""
    roll_number: str = ""
    family: Family | None = None
    phone: str = ""


class PeopleMaker:
    """Makes people of one seed. `area` (1 to 79) is the last part of their ID numbers' 3699xx."""

    def __init__(self, seed: int) -> None:
        # No secret is drawn here; the same people must come again.
        self.random = Random(seed)  # noqa: S311
        self.names = NameMaker(self.random)
        self.numbers = NumberSource()
        self._families: list[Family] = []

    def new_school(self) -> None:
        """Brothers and sisters are looked for in one school."""
        self._families = []

    def pupil(self, area: int, entry_year: int, age: int, *, she: bool = False) -> Person:
        """A pupil who enters in `entry_year` at `age`; `she`: of a township where many are 畲族."""
        random = self.random
        sex = random.choice((Sex.MALE, Sex.FEMALE))
        born = date(entry_year - age - 1, 9, 1) + timedelta(days=random.randrange(365))
        kind = random.random()
        if kind < 0.004:
            return self._from_elsewhere(area, sex, born)
        if kind < 0.0055:
            name, number = self.names.foreign(), self.numbers.passport()
            family = Family("", "98", name, _FATHER, self.numbers.phone())
            return Person(name, sex, born, "98", DocumentKind.PASSPORT, number, "", family)
        family = self._family(she)
        name = family.surname + self.names.given(sex, born.year)
        document, roll = self._numbers(area, born, sex)
        return Person(name, sex, born, family.ethnicity, DocumentKind.RESIDENT, document, roll, family)

    def grown_up(self, area: int, *, first: int = 1967, last: int = 2002) -> Person:
        """Somebody who works: born in the years `first` to `last`, with a document and an own phone."""
        random = self.random
        sex = random.choice((Sex.MALE, Sex.FEMALE, Sex.FEMALE))
        born = date(random.randint(first, last), 1, 1) + timedelta(days=random.randrange(365))
        name = self.names.surname() + self.names.given(sex, born.year)
        return self.named(name, sex, born, area)

    def named(self, name: str, sex: Sex, born: date, area: int) -> Person:
        """A grown-up of a given name."""
        document = self.numbers.document(area, born, sex)
        return Person(name, sex, born, document=document, phone=self.numbers.phone(STAFF_PHONES))

    def _numbers(self, area: int, born: date, sex: Sex) -> tuple[str, str]:
        """ID number and 学籍号: nearly all have G and their ID, some a temporary L, a J without ID, or nothing."""
        kind = self.random.random()
        if kind < 0.003:
            return "", ""
        if kind < 0.005:
            return "", f"J{self.numbers.document(area, born, sex)}"
        document = self.numbers.document(area, born, sex)
        if kind < 0.03:
            return document, f"L{self.numbers.document(area, born, sex)}"
        return (document, "") if kind < 0.04 else (document, f"G{document}")

    def _family(self, she: bool) -> Family:
        random = self.random
        if self._families and random.random() < 0.13:
            return random.choice(self._families[-_RECENT_FAMILIES:])
        is_she = random.random() < (0.55 if she else 0.003)
        surname = random.choice(SHE_SURNAMES) if is_she else self.names.surname()
        relation = random.choices((_FATHER, _MOTHER, _GRANDFATHER), (55, 33, 12))[0]
        own = surname if relation != _MOTHER else self.names.surname()
        sex = Sex.FEMALE if relation == _MOTHER else Sex.MALE
        contact = own + self.names.given(sex, 1955 if relation == _GRANDFATHER else 1988)
        family = Family(surname, "22" if is_she else "01", contact, relation, self.numbers.phone())
        self._families.append(family)
        return family

    def _from_elsewhere(self, area: int, sex: Sex, born: date) -> Person:
        name, ethnicity = self.names.from_elsewhere(sex)
        contact = self.names.from_elsewhere(Sex.MALE)[0]
        family = Family("", ethnicity, contact, _FATHER, self.numbers.phone())
        document = self.numbers.document(area, born, sex)
        return Person(name, sex, born, ethnicity, DocumentKind.RESIDENT, document, f"G{document}", family)
