"""The filters of the student list, as they stand in its address: what is searched for stands there sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from jiaoyun.plumbing.searched import hidden, searched_for
from jiaoyun.roster.models import EnrolmentState
from jiaoyun.rules.codes import BOARDING_LABELS
from jiaoyun.rules.grades import Stage

SIZES = (20, 50, 100)
#: The class filter's word for pupils without a class.
NO_CLASS = "none"
#: The person filter's word for a number that belongs to nobody here.
NOBODY = "none"
#: How many pupils one number can mean: those of one family.
MOST_PEOPLE = 20
ALL_STATES = "all"
BY_CLASS, BY_NAME = "class", "name"
STATES: dict[str, str] = {
    state.value: state.label for state in EnrolmentState if state is not EnrolmentState.WITHDRAWN
} | {ALL_STATES: "全部"}
_LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list shows: `grade` (stage, entry year), `school_class` an id or NO_CLASS, `person` ids or NOBODY."""

    q: str = ""
    grade: tuple[str, int] | None = None
    school_class: UUID | str = ""
    state: str = EnrolmentState.ENROLLED.value
    boarding: str = ""
    person: tuple[UUID, ...] | str = ""
    sort: str = BY_CLASS
    size: int = SIZES[0]
    page: int = 1

    def query(self) -> str:
        """As the address carries it: only what differs from the usual; "" where nothing does, else with its ?."""
        given = {
            **hidden(self.q),
            "grade": grade_value(self.grade),
            "class": str(self.school_class),
            "state": "" if self.state == EnrolmentState.ENROLLED else self.state,
            "boarding": self.boarding,
            "person": self.person if isinstance(self.person, str) else ",".join(str(one) for one in self.person),
            "sort": "" if self.sort == BY_CLASS else self.sort,
            "size": "" if self.size == SIZES[0] else str(self.size),
            "page": "" if self.page == 1 else str(self.page),
        }
        kept = {name: value for name, value in given.items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    def at_page(self, page: int) -> "Filters":
        """The same list at another page."""
        return replace(self, page=page)

    @property
    def narrows(self) -> bool:
        """Whether anything but order and page is chosen."""
        return replace(self, sort=BY_CLASS, size=SIZES[0], page=1) != Filters()


def read_filters(given: Mapping[str, str]) -> Filters:
    """The filters of an address. What is no known value is left out: an old link still opens a list."""
    state, sort = given.get("state", ""), given.get("sort", "")
    size, page = _whole(given.get("size", "")), _whole(given.get("page", ""))
    boarding = given.get("boarding", "")
    return Filters(
        q=searched_for(given),
        grade=_grade(given.get("grade", "")),
        school_class=_id_or(given.get("class", ""), NO_CLASS),
        state=state if state in STATES else EnrolmentState.ENROLLED.value,
        boarding=boarding if boarding in BOARDING_LABELS else "",
        person=_people(given.get("person", "")),
        sort=BY_NAME if sort == BY_NAME else BY_CLASS,
        size=size if size in SIZES else SIZES[0],
        page=min(max(page, 1), _LAST_PAGE),
    )


def grade_value(grade: tuple[str, int] | None) -> str:
    """A grade as the address carries it: primary-2026."""
    return f"{grade[0]}-{grade[1]}" if grade else ""


def _grade(text: str) -> tuple[str, int] | None:
    stage, _, year = text.rpartition("-")
    return (stage, _whole(year)) if stage in {known.value for known in Stage} and 1900 < _whole(year) < 2200 else None


def _people(text: str) -> tuple[UUID, ...] | str:
    if text == NOBODY:
        return NOBODY
    found = (_id_or(one, "") for one in text.split(",")[:MOST_PEOPLE])
    return tuple(one for one in found if isinstance(one, UUID)) or ""


def _id_or(text: str, word: str) -> UUID | str:
    try:
        return word if text == word else UUID(text)
    except ValueError:
        return ""


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
