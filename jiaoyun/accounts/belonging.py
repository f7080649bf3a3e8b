"""Who belongs to a place: staff and guardians by their identities; rooms above register the others (pupils).

This room knows no roll. The roster registers who is on it, and in which class; a person's pages and commands then find
the person's place the same way for everybody.
"""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import Http404

from jiaoyun.accounts.models import Identity, IdentityState
from jiaoyun.organizations.places import any_place
from jiaoyun.plumbing.actor import NOBODY, Actor, Role
from jiaoyun.plumbing.powers import Place

#: Those of the accounts that belong to the organization of a place, each with the class (None: no class). One query.
Finder = Callable[[Place, Sequence[UUID]], dict[UUID, UUID | None]]

_finders: list[Finder] = []


def declare_belonging(finder: Finder) -> Finder:
    """Register who else belongs to a place; once, when the server starts. What it finds leads over the identities."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


def places_of(place: Place, account_ids: Sequence[UUID]) -> dict[UUID, Place]:
    """The place of each of these persons at the organization of `place`, as gates take it; strangers are left out."""
    found: dict[UUID, UUID | None] = {}
    # On a roll stands who is at a school; to a county belong those who work there.
    for finder in (*_finders, _by_identity) if place.school_id is not None else (_by_identity,):
        missing = [account_id for account_id in account_ids if account_id not in found]
        found |= finder(place, missing) if missing else {}
    return {account_id: place.at_class(class_id).about(account_id) for account_id, class_id in found.items()}


def person_place(school_id: int, account_id: UUID, actor: Actor = NOBODY, **_rest: object) -> Place:
    """The place of a page about one person of a school, or of whoever administers a region (then `school_id` is that
    organization's). Http404 where nobody of that id belongs there."""
    place = places_of(any_place(school_id, actor), [account_id]).get(account_id)
    if place is None:
        raise Http404
    return place


def _by_identity(place: Place, account_ids: Sequence[UUID]) -> dict[UUID, UUID | None]:
    """Staff and guardians of a school, staff of a region. Pupils are left to the roll, which knows who has gone.

    Without a class: a homeroom teacher's power over the own class never reaches colleagues or guardians.
    """
    rows = Identity.objects.everywhere("limited to one organization").filter(
        organization_id=place.organization_id,
        account_id__in=account_ids,
        state__in=(IdentityState.ACTIVE, IdentityState.PENDING),
    )
    return dict.fromkeys(rows.exclude(role=Role.STUDENT).values_list("account_id", flat=True))
