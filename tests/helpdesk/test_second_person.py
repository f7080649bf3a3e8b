"""A second person confirms, also where a school has one administrator: shown, told, and handed up the tree."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.commands.finish_waiting import finish_waiting
from jiaoyun.accounts.commands.unbind_phone import ask_unbinding, confirm_unbinding
from jiaoyun.accounts.models import Identifier, IdentifierKind, Identity, WaitingChange
from jiaoyun.helpdesk.commands.climb_ticket import climb_ticket
from jiaoyun.helpdesk.commands.hand_up_ticket import hand_up_ticket
from jiaoyun.helpdesk.commands.unbind_document import confirm_document, unbind_document
from jiaoyun.helpdesk.jobs import _ended
from jiaoyun.helpdesk.models import Ticket
from jiaoyun.helpdesk.tasks import waiting_at
from jiaoyun.notices.models import Notice
from jiaoyun.notices.tasks import tasks_of
from jiaoyun.plumbing.actor import NOBODY
from jiaoyun.plumbing.cures import with_ticket
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.refusals import Refused
from tests.helpdesk.raising import again, raised_by_visitor, typed_for
from tests.people import invent_phone
from tests.world import World

pytestmark = pytest.mark.django_db


def begun(world: World) -> Ticket:
    """The only administrator of the school has begun to unbind 雀任课's document."""
    ticket = raised_by_visitor("unbind_document", **typed_for(world, "teacher"))
    unbind_document(actor=with_ticket(world.actor("school_admin"), ticket.pk), reason="不是他的", now=timezone.now())
    assert again(ticket.pk).state == "waiting"
    return ticket


def waits_at(world: World, role: str, place: str) -> list[UUID]:
    return [row.pk for row in waiting_at(world.actor(role), world.place(place))]


def second_admin(world: World) -> UUID:
    """雀备检 is an administrator of the school too."""
    identity = Identity.objects.of_account(world.accounts["school_admin"]).get()
    identity.pk, identity.account_id = uuid7(), world.accounts["inspector"]
    identity.save(force_insert=True)
    world.accounts["second_admin"], world.identities["second_admin"] = world.accounts["inspector"], identity.pk
    return world.accounts["second_admin"]


def test_a_school_with_one_administrator_comes_to_the_end(world: World) -> None:
    ticket = begun(world)
    assert waits_at(world, "school_admin", "school") == []
    page = world.client("school_admin").open(f"/desk/{world.place('school').organization_id}/tickets/{ticket.pk}")
    assert "本级没有别人时，请交给上一级确认" in page.text
    assert "确认解绑身份证件" not in page.text
    hand_up_ticket(actor=world.actor("school_admin"), ticket_id=ticket.pk, text="请县里确认", now=timezone.now())
    assert (again(ticket.pk).state, again(ticket.pk).level) == ("waiting", "county")
    assert waits_at(world, "county_admin", "county") == [ticket.pk]
    county = world.client("county_admin").open(f"/desk/{world.place('county').organization_id}/tickets/{ticket.pk}")
    assert "确认解绑身份证件" in county.text
    confirm_document(actor=with_ticket(world.actor("county_admin"), ticket.pk), now=timezone.now())
    assert waits_at(world, "county_admin", "county") == []
    change = WaitingChange.objects.of_account(world.accounts["teacher"]).get()
    late = timezone.now() + timedelta(hours=49)
    finish_waiting(actor=NOBODY, change_id=change.pk, now=late)
    assert _ended(ticket.pk, late) == 1
    assert again(ticket.pk).closed_why == "cured"
    bound = Identifier.objects.of_account(world.accounts["teacher"]).filter(kind="document", released_at__isnull=True)
    assert not bound.exists()


def test_silence_lets_it_climb_until_it_has_its_second_person(world: World) -> None:
    ticket = begun(world)
    late = again(ticket.pk).due_at + timedelta(minutes=1)
    assert climb_ticket(actor=NOBODY, ticket_id=ticket.pk, now=late).level == "county"
    assert again(ticket.pk).state == "waiting"
    confirm_document(actor=with_ticket(world.actor("county_admin"), ticket.pk), now=timezone.now())
    later = again(ticket.pk).due_at + timedelta(minutes=1)
    with pytest.raises(Refused) as caught:
        climb_ticket(actor=NOBODY, ticket_id=ticket.pk, now=later)
    assert caught.value.id == "helpdesk.ticket.not_now"
    with pytest.raises(Refused):
        hand_up_ticket(actor=world.actor("county_admin"), ticket_id=ticket.pk, now=timezone.now())


def test_a_colleague_at_the_desk_is_told_and_finds_it(world: World) -> None:
    colleague = second_admin(world)
    ticket = begun(world)
    run_pending()
    told = Notice.objects.everywhere("the test's own").filter(kind="helpdesk.second_wanted")
    assert [row.account_id for row in told] == [colleague]
    assert waits_at(world, "second_admin", "school") == [ticket.pk]
    assert waits_at(world, "school_admin", "school") == []
    confirm_document(actor=with_ticket(world.actor("second_admin"), ticket.pk), now=timezone.now())
    assert WaitingChange.objects.of_account(world.accounts["teacher"]).get().second_by == colleague


def asked(world: World, account_id: UUID, serial: int) -> None:
    """The school's administrator has asked to unbind the phone of one of the school."""
    bind(account_id, IdentifierKind.PHONE, invent_phone(serial), now=timezone.now())
    place, admin = world.place("school"), world.actor("school_admin")
    ask_unbinding(actor=admin, place=place, account_id=account_id, reason="换号了", now=timezone.now())


def to_confirm(world: World, role: str, place: str) -> list[str]:
    where = world.place(place)
    where = where.at_class(world.classes["school"][0]) if role == "homeroom" else where
    return [task.address for task in tasks_of(world.actor(role), where) if "unbind/confirm" in task.address]


def test_who_may_confirm_a_phone_has_it_under_what_waits(world: World) -> None:
    first, other = world.pupils["school"][0], world.pupils["school"][2]
    asked(world, first.account_id, 8810)
    asked(world, other.account_id, 8811)
    school = world.place("school").organization_id
    page = f"/school/{school}/people/{first.account_id}/unbind/confirm"
    assert to_confirm(world, "homeroom", "school") == [page]
    assert len(to_confirm(world, "county_admin", "county")) == 2
    for role, place in (("school_admin", "school"), ("neighbour_admin", "neighbour"), ("city_admin", "city")):
        assert to_confirm(world, role, place) == []
    run_pending()
    told = Notice.objects.everywhere("the test's own").filter(kind="notices.second_wanted")
    homeroom, county = world.accounts["homeroom"], world.accounts["county_admin"]
    assert sorted(row.account_id for row in told) == sorted([homeroom, county, county])
    where = world.place("school")
    confirm_unbinding(actor=world.actor("homeroom"), place=where, account_id=first.account_id, now=timezone.now())
    assert to_confirm(world, "homeroom", "school") == []
    assert len(to_confirm(world, "county_admin", "county")) == 1


def test_the_county_comes_in_where_the_school_has_nobody_else_or_is_silent(world: World) -> None:
    second_admin(world)
    asked(world, world.pupils["school"][0].account_id, 8810)
    assert len(to_confirm(world, "second_admin", "school")) == 1
    assert to_confirm(world, "county_admin", "county") == []
    rows = WaitingChange.objects.everywhere("the test's own")
    rows.update(asked_at=timezone.now() - timedelta(days=3, minutes=1))
    assert len(to_confirm(world, "county_admin", "county")) == 1


def test_a_phone_may_be_confirmed_by_any_level_above(world: World) -> None:
    for serial, role in enumerate(("county_admin", "city_admin", "province_admin")):
        pupil = world.pupils["school"][serial]
        asked(world, pupil.account_id, 8820 + serial)
        done = confirm_unbinding(
            actor=world.actor(role), place=world.place("school"), account_id=pupil.account_id, now=timezone.now()
        )
        assert done.account_id == pupil.account_id
        assert WaitingChange.objects.of_account(pupil.account_id).get().second_by == world.accounts[role]


def test_the_pupils_page_offers_it_to_who_may_and_only_until_it_is_done(world: World) -> None:
    pupil, school = world.pupils["school"][0], world.place("school").organization_id
    asked(world, pupil.account_id, 8810)
    page = f"/school/{school}/students/{pupil.account_id}"
    words = world.client("school_admin").open(page).text
    assert "确认解绑手机号" not in words
    assert "正在解绑" in words
    second_admin(world)
    assert "确认解绑手机号" in world.client("second_admin").open(page).text
    confirm_unbinding(
        actor=world.actor("homeroom"), place=world.place("school"), account_id=pupil.account_id, now=timezone.now()
    )
    assert "确认解绑手机号" not in world.client("second_admin").open(page).text
