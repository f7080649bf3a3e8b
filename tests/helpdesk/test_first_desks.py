"""Every kind of ticket that has a cure shows it at the desk where it begins: nobody is sent on for nothing."""

from typing import Any

import pytest
from django.utils import timezone

from jiaoyun.helpdesk.commands.open_case import open_case
from jiaoyun.helpdesk.desk_reading import ticket_at_desk
from jiaoyun.helpdesk.desk_view import desk_view
from jiaoyun.helpdesk.kinds import KINDS
from jiaoyun.helpdesk.levels import Level
from jiaoyun.helpdesk.models import Ticket
from tests.helpdesk.raising import phone_of, raised, raised_by_visitor, typed_for
from tests.world import World

pytestmark = pytest.mark.django_db

AT_DESK = {
    Level.CLASS: "homeroom",
    Level.SCHOOL: "school_admin",
    Level.COUNTY: "county_admin",
    Level.CITY: "city_admin",
    Level.PROVINCE: "province_admin",
    Level.SUPPORT: "support",
}
#: Their pages say what stands against it: nobody of the cast is frozen, and there is no second account to merge.
SAY_WHAT_IS_AGAINST = ("thaw", "identity_clash", "identity_merge")
#: By hand, with a cure. Rows of an import come with theirs (tests/roster/test_requests.py).
CURED = [kind for kind in KINDS.values() if kind.cures and kind.by_hand]
# The pupil of the cast has no phone that a ticket could be about.
# Only administrators have a second factor to lose.
OF_ADMINISTRATORS = ("factor_lost",)
CASES = [
    *((role, kind.key) for role in ("school_admin", "county_admin", "city_admin") for kind in CURED),
    *(("teacher", kind.key) for kind in CURED if kind.key not in OF_ADMINISTRATORS),
    *(
        ("student", kind.key)
        for kind in CURED
        if kind.key not in OF_ADMINISTRATORS and not any(ask.field == "phone" for ask in kind.asks)
    ),
]


def raised_about(world: World, role: str, key: str) -> Ticket:
    """A ticket of this kind about somebody of the cast, as its form would be filled in."""
    kind = KINDS[key]
    values: dict[str, Any] = {
        **typed_for(world, role),
        "account": world.login(role),
        "right_name": "雀新名",
        "school": "雀尾镇中心小学",
        "county": str(world.place("county").organization_id),
        "school_code": "",
    }
    if any(ask.field == "phone" for ask in kind.asks):
        values["phone"] = phone_of(world, role)
    typed = {"typed_phone" if ask.field == "phone" else ask.field: values[ask.field] for ask in kind.asks}
    return raised(world.actor(role), key, **typed) if kind.for_known else raised_by_visitor(key, **typed)


@pytest.mark.parametrize(("role", "key"), CASES)
def test_the_desk_where_it_begins_has_the_button(world: World, role: str, key: str) -> None:
    ticket, now = raised_about(world, role, key), timezone.now()
    actor = world.actor(AT_DESK[Level(ticket.level)])
    if ticket.level == Level.SUPPORT and ticket.person_id is not None:
        open_case(actor=actor, ticket_id=ticket.pk, reason="核对", now=now)
    view = desk_view(actor, ticket_at_desk(actor, ticket.pk, now), ticket.organization_id)
    assert view.may_handle
    assert view.cures, f"{ticket.level}: {view.cure_hint}"
    client = world.client(AT_DESK[Level(ticket.level)])
    for cure in view.cures:
        opened = client.get(cure.address).status_code
        assert opened == 200 or (opened == 409 and key in SAY_WHAT_IS_AGAINST), cure.address


@pytest.mark.parametrize("role", ["teacher", "student"])
def test_it_says_that_nothing_is_to_be_done_for_whoever_has_no_second_factor(world: World, role: str) -> None:
    ticket, now = raised_about(world, role, "factor_lost"), timezone.now()
    actor = world.actor(AT_DESK[Level(ticket.level)])
    view = desk_view(actor, ticket_at_desk(actor, ticket.pk, now), ticket.organization_id)
    assert (view.cures, view.cure_hint) == ([], "这个账号没有担任管理员，没有要办的；请直接答复。")
