"""At once: one ID registered by twenty, one phone asked for by fifty, two reviewers of one request."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.binding import bind, release
from jiaoyun.accounts.commands.decide_requests import decide_requests
from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import (
    Account,
    Channel,
    Code,
    Identifier,
    IdentifierKind,
    Identity,
    IdentityRequest,
    Purpose,
)
from jiaoyun.accounts.proving import Proved
from jiaoyun.accounts.registration.clashes import Kind
from jiaoyun.accounts.registration.person import describe
from jiaoyun.accounts.registration.submit import Outcome, Submission, submit
from jiaoyun.accounts.requests.deciding import read_chosen
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.refusals import Refused
from tests.accounts.registration.registering import DOCUMENT, NAME, PASSWORD
from tests.accounts.requests.asking import applicant, key_of
from tests.faults.threads import at_once
from tests.people import invent_phone
from tests.world import World, build_world

pytestmark = pytest.mark.slow

SAME_ID, SAME_PHONE = 20, 50


@pytest.fixture
def standing_world(transactional_db: None) -> World:
    """A world that other threads see."""
    return build_world()


def proof(phone: str) -> Proved:
    """A proved phone, with the code's row that the command uses up."""
    now, digest = timezone.now(), digest_of(IdentifierKind.PHONE, phone)
    row = Code(id=uuid7(), purpose=Purpose.REGISTER, channel=Channel.PHONE, digest=digest, sealed=b"", code_digest=b"")
    row.session_digest, row.sent_at, row.expires_at, row.proved_at = b"", now, now, now
    row.save(force_insert=True)
    return Proved(row.id, Channel.PHONE, phone, digest, now)


def registration(phone: Proved, serial: int) -> Callable[[], Outcome]:
    """One of many who send off the same ID."""
    person = describe(NAME, "1", DOCUMENT, today=timezone.localdate())
    given = Submission(phone, person, f"ouyang_{serial}", PASSWORD, 900_101)
    return lambda: submit(Actor(), given, network=f"192.0.2.{serial}", now=timezone.now())


def test_one_id_registered_by_twenty_is_one_account(standing_world: World) -> None:
    works = [registration(proof(invent_phone(8500 + serial)), serial) for serial in range(SAME_ID)]
    answers = at_once(works)
    done = [answer for answer in answers if isinstance(answer, Outcome) and answer.done]
    told = [answer.clash.kind for answer in answers if isinstance(answer, Outcome) and answer.clash]
    assert (len(done), told) == (1, [Kind.PENDING] * (SAME_ID - 1)), answers
    rows = Account.objects.everywhere("the test's own").filter(name=NAME)
    assert rows.count() == 1
    assert IdentityRequest.objects.of_account(rows.get().id).count() == 1
    phones = Identifier.objects.everywhere("the test's own").filter(kind="phone", bound_at__gt=standing_world.now)
    assert phones.count() == 1


def test_one_phone_bound_by_fifty_has_one_owner(standing_world: World) -> None:
    people = list(Account.objects.everywhere("the test's own").values_list("id", flat=True))[:10]
    phone = invent_phone(8599)

    def work(account_id: Any) -> Callable[[], str]:
        def run() -> str:
            bind(account_id, IdentifierKind.PHONE, phone, now=timezone.now())
            return "bound"

        return run

    answers = at_once([work(people[number % len(people)]) for number in range(SAME_PHONE)])
    assert answers.count("bound") == 1
    assert all(isinstance(answer, Refused) for answer in answers if answer != "bound")
    digest = digest_of(IdentifierKind.PHONE, phone)
    assert Identifier.objects.everywhere("the test's own").filter(digest=digest, released_at__isnull=True).count() == 1


def test_one_phone_moved_by_many_registrations_has_one_owner(standing_world: World) -> None:
    guardian, phone = standing_world.accounts["guardian"], invent_phone(8600)
    held = Identifier.objects.of_account(guardian).filter(kind="phone")
    release(held.values_list("id", flat=True), why="test", now=timezone.now())
    bind(guardian, IdentifierKind.PHONE, phone, now=timezone.now())
    from datetime import date

    from jiaoyun.rules.codes import Sex
    from tests.people import invent_id

    def work(serial: int) -> Callable[[], Outcome]:
        number = invent_id(date(1993, 2, 2), Sex.MALE, serial)
        person = describe(NAME, "1", number, today=timezone.localdate())
        given = Submission(proof(phone), person, f"mover_{serial}", PASSWORD, 900_101, move_phone=True)
        return lambda: submit(Actor(), given, network=f"192.0.2.{serial}", now=timezone.now())

    answers = at_once([work(serial) for serial in range(8)])
    assert len([answer for answer in answers if isinstance(answer, Outcome) and answer.done]) == 1, answers
    digest = digest_of(IdentifierKind.PHONE, phone)
    owner = Identifier.objects.everywhere("the test's own").get(digest=digest, released_at__isnull=True)
    assert Account.objects.of_account(owner.account_id).get().name == NAME


def test_two_reviewers_decide_once_and_the_second_learns_who(standing_world: World) -> None:
    world = standing_world
    request = applicant(world)
    second = Identity.objects.of_account(world.accounts["school_admin"]).get(role="school_admin")
    second.pk, second.account_id, second._state.adding = uuid7(), world.accounts["teacher"], True
    second.save()
    world.identities["teacher"] = second.pk
    actors = [world.actor("school_admin"), world.actor("teacher")]
    chosen = read_chosen([key_of(request)])

    def work(actor: Actor, approve: bool) -> Callable[[], str]:
        def run() -> str:
            done = decide_requests(
                actor=actor,
                place=world.place("school"),
                chosen=chosen,
                approve=approve,
                reason="不符",
                now=timezone.now(),
            )
            return done.decision

        return run

    answers = at_once([work(actor, approve) for actor, approve in zip(actors * 3, [True, False] * 3, strict=True)])
    decided = [answer for answer in answers if isinstance(answer, str)]
    late = [answer for answer in answers if isinstance(answer, Refused)]
    assert (len(decided), len(late)) == (1, 5), answers
    assert {answer.id for answer in late} == {"accounts.request.decided"}
    assert {answer.values["who"] for answer in late} <= {"雀校管", "雀任课"}
    state = IdentityRequest.objects.of_account(request.account_id).get().state
    assert state == decided[0]
    identity = Identity.objects.of_account(request.account_id).get().state
    assert identity == ("active" if state == "approved" else "ended")
    connection.close()
