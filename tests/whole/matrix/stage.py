"""The world with work in it: imports, slips, requests and notices at three schools, so that every address has objects.

The schools are the own one, the neighbour in the same county and one of another county. What stands at one of them is
what an outsider tries to reach from the others.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from jiaoyun.accounts.actors import actor_of_identity
from jiaoyun.accounts.models import Account, Identity
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.commands.confirm_batch import confirm_batch, counts_of
from jiaoyun.roster.commands.print_slips import print_slips
from jiaoyun.roster.commands.request_help import request_help
from jiaoyun.roster.intake import take_upload
from jiaoyun.roster.models import ImportBatch, ImportRow, RowClass
from jiaoyun.roster.problems import problem_sheet
from tests.roster.importing import new_pupil, sheet
from tests.whole.matrix.correcting import make_change
from tests.whole.matrix.tickets import Lying, raise_tickets, save_answers
from tests.world import World, build_world

SCHOOLS = ("school", "neighbour", "other_county_school")
#: Whose pupils stand in each school's open import by mistake.
_CLASHES_WITH = {"school": "neighbour", "neighbour": "other_county_school", "other_county_school": "school"}
#: Who corrected the own document there; at the third school its administrator.
_STAFF = {"school": "teacher", "neighbour": "neighbour_teacher"}
_ADMIN = {"school": "school_admin", "neighbour": "neighbour_admin"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk of one school's administrator; `fresh` are the pupils that its first import made."""

    place: Place
    actor: Actor
    done: ImportBatch
    open: ImportBatch
    run: UUID
    request: UUID
    notice: UUID
    classes: list[UUID]
    pupils: list[UUID]
    fresh: list[UUID]
    problems: bytes


@dataclass(frozen=True, slots=True)
class Stage:
    """The world and its desks, by school; the tickets and the saved answers of the help desk (tickets.py)."""

    world: World
    desks: dict[str, Desk]
    tickets: dict[str, Lying]
    answers: dict[str, UUID]

    def school_id(self, key: str) -> int:
        """The id of a place's organization."""
        return self.world.place(key).organization_id


def build_stage() -> Stage:
    """Build the world and let every school import twice: once to the end with slips, once up to the clashes."""
    world = build_world()
    desks = {key: _desk(world, key, index) for index, key in enumerate(SCHOOLS)}
    return Stage(world, desks, raise_tickets(world), save_answers(world))


def _desk(world: World, key: str, index: int) -> Desk:
    place, actor = world.place(key), _administrator(world, key)
    done = _imported(actor, place, [new_pupil(10 * index), new_pupil(10 * index + 1)])
    made = ImportRow.objects.within(place).filter(batch_id=done.pk).order_by("line")
    run = print_slips(actor=actor, now=timezone.now(), school_id=place.organization_id, batch_id=done.pk).run_id
    waiting = _checked(actor, place, _open_rows(world, key, 10 * index + 2))
    asked = request_help(
        actor=actor, now=timezone.now(), batch_id=waiting.pk, row_class=RowClass.ELSEWHERE_ENROLLED, note=""
    )
    waiting.refresh_from_db()
    make_change(place, world.accounts.get(_STAFF.get(key, ""), actor.account), index)
    notice = Notice(organization_id=place.organization_id, role=Role.SCHOOL_ADMIN, created_at=timezone.now())
    notice.kind, notice.values = "roster.roster_taken", {"by": actor.name, "rows": 1, "reason": "开学核对"}
    notice.values["school_id"] = place.organization_id
    notice.save(force_insert=True)
    return Desk(
        place=place,
        actor=actor,
        done=done,
        open=waiting,
        run=run,
        request=asked.request_id,
        notice=notice.pk,
        classes=world.classes[key],
        pupils=[pupil.account_id for pupil in world.pupils[key]],
        fresh=[row.account_id for row in made],
        problems=problem_sheet(waiting, place, None),
    )


def _administrator(world: World, key: str) -> Actor:
    """The school's administrator of the cast; the third school gets one who is in no test."""
    if key in _ADMIN:
        return world.actor(_ADMIN[key])
    account = Account(name="溪雀校管", name_key="溪雀校管", created_at=world.now, birth_date=date(1985, 7, 8))
    account.password = "!"
    account.save(force_insert=True)
    identity = Identity(account=account, role=Role.SCHOOL_ADMIN, since=world.now)
    identity.organization_id = world.place(key).organization_id
    identity.save(force_insert=True)
    actor = actor_of_identity(identity.pk)
    assert actor is not None
    return actor


def _open_rows(world: World, key: str, serial: int) -> list[list[str]]:
    """Lines 2 to 6: new, in a class that is not there, enrolled elsewhere, elsewhere under another name, faulty."""
    first, second = world.pupils[_CLASHES_WITH[key]][:2]
    faulty = new_pupil(serial + 2)
    faulty[1] = faulty[1][:-1] + ("0" if faulty[1][-1] != "0" else "1")
    return [
        new_pupil(serial),
        new_pupil(serial + 1, class_text="一（9）班"),
        [first.name, first.document, first.roll_number, "一（1）班", "", "", "", ""],
        ["别的名字", second.document, second.roll_number, "一（1）班", "", "", "", ""],
        faulty,
    ]


def _checked(actor: Actor, place: Place, rows: list[list[str]]) -> ImportBatch:
    batch = take_upload(actor, place, sheet(rows), timezone.now())
    run_pending()
    batch.refresh_from_db()
    return batch


def _imported(actor: Actor, place: Place, rows: list[list[str]]) -> ImportBatch:
    batch = _checked(actor, place, rows)
    given: dict[str, Any] = {"seen": batch.version, "seen_counts": counts_of(batch), "sure": True}
    confirm_batch(actor=actor, now=timezone.now(), batch_id=batch.pk, **given)
    run_pending()
    batch.refresh_from_db()
    return batch
