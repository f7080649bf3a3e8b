"""Actors and 身份切换: one person, several identities, one at a time."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiaoyun.accounts.actors import actor_for, actor_of_identity
from jiaoyun.accounts.commands.switch_identity import switch_identity
from jiaoyun.accounts.models import Account, AccountState, Identity
from jiaoyun.organizations.models import Organization, State
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.plumbing.powers import place_of
from jiaoyun.plumbing.refusals import Refused
from tests.world import World


def second_identity(world: World, role: str = "school_admin", place: str = "neighbour") -> UUID:
    """Make the school administrator a teacher of the neighbouring school as well."""
    row = Identity.objects.create(
        account_id=world.accounts[role],
        role=Role.TEACHER,
        organization_id=world.place(place).organization_id,
        since=timezone.now(),
    )
    key: UUID = row.id
    return key


def test_it_builds_an_actor_with_one_query(world: World) -> None:
    other = second_identity(world)
    with CaptureQueriesContext(connection) as captured:
        actor = actor_for(world.accounts["school_admin"], world.identities["school_admin"], "r1")
    assert len(captured) == 1
    assert actor is not None
    assert actor.grant is not None
    assert (actor.name, actor.request_id, actor.grant.role) == ("雀校管", "r1", Role.SCHOOL_ADMIN)
    assert (actor.grant.path, actor.grant.place_name) == (world.place("school").path, world.place("school").name)
    assert [grant.identity_id for grant in actor.others] == [other]


def test_it_gives_the_own_place_of_each_kind_of_identity(world: World) -> None:
    for role, place in (("school_admin", "school"), ("county_admin", "county"), ("support", "province")):
        grant = world.actor(role).grant
        assert grant is not None
        assert place_of(grant) == world.place(place)
    homeroom = world.actor("homeroom").grant
    assert homeroom is not None
    assert place_of(homeroom).school_class_id == world.classes["school"][0]


def test_an_ended_identity_leaves_the_person_without_power(world: World) -> None:
    actor = actor_for(world.accounts["left_teacher"], world.identities["left_teacher"], "")
    assert actor is not None
    assert (actor.grant, actor.others) == (None, ())
    assert actor_of_identity(world.identities["left_teacher"]) is None


@pytest.mark.parametrize("state", [State.UNOPENED, State.STOPPED, State.ABOLISHED])
def test_an_identity_at_a_place_that_is_no_tenant_gives_no_power(world: World, state: State) -> None:
    Organization.objects.within(world.place("school")).update(state=state)
    assert world.actor("school_admin").grant is None
    assert actor_of_identity(world.identities["school_admin"]) is None


def test_an_identity_ends_on_its_date(world: World) -> None:
    Identity.objects.of_account(world.accounts["teacher"]).update(until=timezone.now() - timedelta(seconds=1))
    assert world.actor("teacher").grant is None


def test_a_job_works_only_for_people_who_still_may(world: World) -> None:
    actor = actor_of_identity(world.identities["school_admin"], "job")
    assert actor is not None
    assert actor.grant == world.actor("school_admin").grant
    assert actor.others == ()
    Account.objects.of_account(world.accounts["school_admin"]).update(state=AccountState.FROZEN)
    assert actor_of_identity(world.identities["school_admin"]) is None
    assert actor_for(world.accounts["school_admin"], None, "") is None
    assert actor_of_identity(uuid4()) is None
    assert actor_for(uuid4(), None, "") is None


def test_a_person_switches_and_stays_so_at_the_next_login(world: World) -> None:
    other = second_identity(world)
    client = world.client("school_admin")
    page = client.open("/identities")
    assert "雀林县雀林第二小学" in page.text
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.send(page.form("/identities"))
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert "您现在的身份是 教师 （雀林县雀林第二小学）" in client.open("/desktop").text
    assert Account.objects.of_account(world.accounts["school_admin"]).get().last_identity == other
    event = AuditEvent.objects.get(action="accounts.identity_switched")
    assert event.details == {"from_identity": str(world.identities["school_admin"]), "to_identity": str(other)}


def test_a_person_may_not_take_up_the_identity_of_another(world: World) -> None:
    for foreign in (world.identities["county_admin"], world.identities["left_teacher"], uuid4()):
        with pytest.raises(Refused) as raised:
            switch_identity(actor=world.actor("school_admin"), identity_id=foreign, now=timezone.now())
        assert raised.value.id == "accounts.identity.ended"
    second_identity(world)
    client = world.client("school_admin")
    form = client.open("/identities").form("/identities")
    page = client.send(form, {"identity": str(world.identities["county_admin"])}, status=409)
    assert "这个身份已经不能用了" in page.text
    assert "雀县管" not in page.text


def test_the_switch_goes_on_to_the_page_that_needed_it(world: World) -> None:
    other = second_identity(world)
    client = world.client("school_admin")
    page = client.open(f"/identities?identity={other}", Referer="http://testserver/help?a=1")
    assert "需要用这个身份" in page.text
    assert client.send(page.form("/identities")).response.headers["Location"] == "/help?a=1"


@pytest.mark.parametrize("referer", ["http://evil.example/help", "javascript:alert(1)", "//evil.example/help", ""])
def test_the_switch_never_leads_elsewhere(world: World, referer: str) -> None:
    other = second_identity(world)
    page = world.client("school_admin").open(f"/identities?identity={other}", Referer=referer)
    assert "next" not in page.form("/identities").hidden


def test_a_form_sent_twice_switches_once(world: World) -> None:
    second_identity(world)
    client = world.client("school_admin")
    form = client.open("/identities").form("/identities")
    client.send(form)
    token = client.open("/help").form("/reading").hidden["csrfmiddlewaretoken"]
    page = client.send(form, {"csrfmiddlewaretoken": token}, status=409)
    assert "这一步已经做过了" in page.text
