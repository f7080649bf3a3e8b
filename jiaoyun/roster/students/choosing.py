"""Which pupils a list's form means: the ticked ones, or all that fit the filters in its address."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict

from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.students.filters import ALL_STATES, Filters, read_filters
from jiaoyun.roster.students.listing import matching, ordered


@dataclass(frozen=True, slots=True)
class Choice:
    """The ticked accounts, or with None all that fit the filters; the filters' order counts for both."""

    filters: Filters
    ids: tuple[UUID, ...] | None = None


def read_choice(given: QueryDict, posted: QueryDict) -> Choice:
    """The choice of a form: `given` is its address. Nothing ticked is an empty choice, never everybody."""
    filters = read_filters(given)
    return Choice(filters) if posted.get("all") else Choice(filters, tuple(_ids(posted.getlist("row"))))


def chosen_pupils(place: Place, choice: Choice) -> QuerySet[Any]:
    """The chosen pupils of this school in the list's order; ids of anybody else's choose nobody.

    Raises roster.students.none_chosen where nothing is ticked.
    """
    if choice.ids is None:
        return ordered(matching(place, choice.filters), choice.filters)
    if not choice.ids:
        raise Refused("roster.students.none_chosen", school_id=place.school_id)
    return ordered(matching(place, Filters(state=ALL_STATES)).filter(account_id__in=choice.ids), choice.filters)


def _ids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
