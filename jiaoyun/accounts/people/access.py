"""The only way to the accounts of a place's people: locked rows, with the power and the authority checked."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.http import Http404

from jiaoyun.accounts.authority import identities_held, may_act_on
from jiaoyun.accounts.belonging import places_of
from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Place, Power
from jiaoyun.plumbing.refusals import Refused

_REAL = (AccountState.ACTIVE, AccountState.FROZEN)


def access_persons(actor: Actor, place: Place, account_ids: Sequence[UUID], power: Power) -> list[Account]:
    """These accounts of the organization of `place`, locked in the order of their ids, behind the gate of each.

    Raises Http404 where one of them does not belong there or is deleted, house.power.* from the gate, and
    accounts.person.beyond where one can do as much as the actor, or more, or runs another place. Three queries.
    """
    wanted = sorted(set(account_ids))
    places = places_of(place, wanted)
    if not wanted or len(places) != len(wanted):
        raise Http404
    for account_id in wanted:
        admit(actor, power, places[account_id])
    held = identities_held(wanted)
    beyond = sum(not may_act_on(actor, held.get(account_id, ())) for account_id in wanted)
    if beyond:
        raise Refused("accounts.person.beyond", count=beyond, place=place.name)
    rows = Account.objects.everywhere("the gate above admitted to each of them").filter(id__in=wanted, state__in=_REAL)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    found = list(rows.order_by("id"))
    if len(found) != len(wanted):
        raise Http404
    return found


def access_person(actor: Actor, place: Place, account_id: UUID, power: Power) -> Account:
    """One account of the organization of `place`, locked; see `access_persons`."""
    return access_persons(actor, place, [account_id], power)[0]
