"""The school picker as a piece of any form: a box to type in, the tree to go down, and the school that was chosen.

`read_picker(request.POST)` gives what `<c-school-picker :picker="picker" />` shows; the form takes `picker.chosen`.
Without scripts its buttons send the whole form: where `is_step(request.POST)` the view shows the form again with what
was typed and writes nothing. With scripts they replace the picker alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from jiaoyun.organizations.find_school import (
    LONGEST_TYPED,
    Area,
    FoundSchool,
    areas_of,
    find_schools,
    line_to,
    school_by_id,
    schools_of,
)
from jiaoyun.plumbing.typed_numbers import small_number

#: The kind of ticket by which a school is opened; the help desk declares it under this key.
MISSING_TICKET = "school_missing"
SCHOOL, TYPED, AREA, STEP = "school", "school_q", "school_area", "school_step"
_FIND, _CLEAR, _GO = "find", "clear", "area:"


@dataclass(slots=True)
class Picker:
    """What the picker shows. `line` leads down to the area in hand, `areas` lie below it."""

    typed: str
    line: list[Area]
    areas: list[Area]
    schools: list[FoundSchool]
    chosen: FoundSchool | None
    was_searched: bool = False
    error: str = ""

    @property
    def found_nothing(self) -> bool:
        """Whether a name was typed that no school has: it may be no tenant yet (product.md L6)."""
        return self.was_searched and not self.schools and self.chosen is None

    @property
    def faults(self) -> list[dict[str, str]]:
        """What is wrong, for the summary at the top of the form."""
        return [{"text": f"学校：{self.error}", "anchor": "id_school_q"}] if self.error else []

    @property
    def area_id(self) -> int | None:
        """The area in hand."""
        return self.line[-1].id if self.line else None


def is_step(given: Mapping[str, str]) -> bool:
    """Whether a form was sent by one of the picker's own buttons."""
    return STEP in given


def read_picker(given: Mapping[str, str], *, chosen: int | None = None) -> Picker:
    """The picker of a form as sent, or of an address; `chosen` is what was chosen before, where the form says nothing.

    At most six queries: the school chosen, the search, the area in hand and what lies below it.
    """
    step = given.get(STEP, "")
    typed = given.get(TYPED, "").replace("\x00", "")[:LONGEST_TYPED].strip()
    school_id = small_number(given.get(SCHOOL, "")) or chosen
    if step == _CLEAR:
        school_id, typed = None, ""
    area_id = small_number(step.removeprefix(_GO)) if step.startswith(_GO) else small_number(given.get(AREA, ""))
    if step == _FIND:
        area_id = None
    line = line_to(area_id) if area_id else []
    if step.startswith(_GO) or line:
        typed = ""
    found = find_schools(typed) if typed else schools_of(line[-1].id) if line else []
    picked = school_by_id(school_id) if school_id and not step else None
    areas = areas_of(line[-1].id if line else None) if picked is None else []
    return Picker(typed, line, areas, found if picked is None else [], picked, bool(typed))
