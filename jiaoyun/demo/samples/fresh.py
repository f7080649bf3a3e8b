"""New pupils for samples: people whom nobody in the demo knows, the same ones whenever a sample is built.

Their ID numbers lie in areas 3699xx of their own, one a sample, and each school has numbers of its own there: importing
one sample at two schools makes no clash that the sample does not show.
"""

from collections import Counter
from datetime import date, timedelta
from random import Random

from jiaoyun.demo.names import NameMaker
from jiaoyun.demo.numbers import SAMPLE_PHONES, invent_document, invent_phone
from jiaoyun.demo.people import Family, Person
from jiaoyun.demo.samples.made import Cells
from jiaoyun.demo.schools import AGES
from jiaoyun.organizations.class_names import NamedClass
from jiaoyun.roster.sheet.columns import Field
from jiaoyun.rules.codes import ETHNIC_LABELS, RELATION_LABELS, SEX_LABELS, Sex
from jiaoyun.rules.grades import Stage

_FIRST_AREA = 80
_SCHOOLS, _A_DAY = 62, 8
_PHONES = 100_000


class FreshPupils:
    """Invents the new pupils of one sample (`number`, 1 to 19) for one school."""

    def __init__(self, number: int, school_id: int) -> None:
        # No secret is drawn here; the same people must come again.
        self.random = Random(number * 1000 + school_id % _SCHOOLS)  # noqa: S311
        self.names = NameMaker(self.random)
        self._area, self._slot = _FIRST_AREA + number - 1, (school_id % _SCHOOLS) * _A_DAY
        self._taken: Counter[tuple[date, Sex]] = Counter()
        self._phones = number * 7919 + school_id * 97

    def person(self, entry_year: int, stage: str) -> Person:
        """A pupil of the age of a grade, with G number and a father's or mother's phone."""
        sex, surname = self.random.choice((Sex.MALE, Sex.FEMALE)), self.names.surname()
        born, document = self._document(entry_year - AGES[Stage(stage)], sex)
        name = surname + self.names.given(sex, born.year)
        relation = self.random.choice(("51", "52"))
        contact_sex = Sex.MALE if relation == "51" else Sex.FEMALE
        own = surname if relation == "51" else self.names.surname()
        family = Family(surname, "01", own + self.names.given(contact_sex, 1990), relation, self.phone())
        return Person(name, sex, born, document=document, roll_number=f"G{document}", family=family)

    def pupil(self, school_class: NamedClass, seat: int | None = None) -> Cells:
        """The line of a new pupil of a class, as a careful school writes it."""
        return cells_of(self.person(school_class.entry_year, school_class.stage), school_class, seat)

    def phone(self) -> str:
        """A phone that stands nowhere in the demo."""
        self._phones += 1
        return invent_phone(SAMPLE_PHONES + self._phones % _PHONES)

    def _document(self, turned: int, sex: Sex) -> tuple[date, str]:
        """A birth date in the school's own numbers of that day: whoever turns the age in the year before September."""
        born = date(turned - 1, 9, 1) + timedelta(days=self.random.randrange(365))
        while self._taken[born, sex] >= _A_DAY:
            born += timedelta(days=1)
        self._taken[born, sex] += 1
        return born, invent_document(self._area, born, sex, self._slot + self._taken[born, sex] - 1)


def cells_of(person: Person, school_class: NamedClass, seat: int | None = None) -> Cells:
    """A new pupil as a careful school writes the line."""
    cells = {
        Field.NAME: person.name,
        Field.DOCUMENT: person.document,
        Field.ROLL_NUMBER: person.roll_number,
        Field.SEX: SEX_LABELS[person.sex],
        Field.BIRTH_DATE: person.born.isoformat(),
        Field.ETHNICITY: ETHNIC_LABELS[person.ethnicity],
        Field.GRADE: school_class.grade,
        Field.CLASS: school_class.name,
        Field.NUMBER: str(seat) if seat else "",
    }
    if person.family is not None:
        cells[Field.CONTACT_NAME] = person.family.contact
        cells[Field.CONTACT_RELATION] = RELATION_LABELS[person.family.relation]
        cells[Field.CONTACT_PHONE] = person.family.phone
    return cells
