"""家长与学生确认: what waits at a school or in a class, as the homeroom teacher and the administrators see it.

Wishes for another class (wishes/) stand in the same list and under the same 待办.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery, UUIDField

from jiaoyun.accounts.models import Account, IdentityRequest, RequestState
from jiaoyun.accounts.people.cards import own_phone_hint
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.counting import NO_DEADLINE
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.prepared import Question, question_of
from jiaoyun.roster.models import ClaimState, CurrentEnrolment, StudentClaim
from jiaoyun.roster.students.classes import ClassNamer
from jiaoyun.roster.wishes.waiting import wish_rows, wishes_since
from jiaoyun.rules.codes import RELATION_LABELS

MOST = 200
_CLASS = ("stage", "entry_year", "number")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: who asks (name and masked phone), as what, for which pupil of which class, since when.

    `key` is what its tick sends. A claim has no name of an asker: somebody with this phone says to be the pupil. A wish
    comes from the pupil or from a guardian.
    """

    key: str
    asker: str
    phone_hint: str
    relation: str
    child: str
    child_id: UUID
    class_name: str
    since: datetime

    @property
    def whose(self) -> str:
        """Whose line it is: the guardian's, of whom a pupil may have several; else the pupil's."""
        return self.asker if self.key.startswith("guardian:") else self.child


def waiting_requests(place: Place) -> QuerySet[Any]:
    """The guardians' requests that wait for pupils of this school (of this class, where the place is one)."""
    rows = IdentityRequest.objects.within(place).filter(role=Role.GUARDIAN, state=RequestState.PENDING)
    return _of_class(rows, place, "child_id")


def waiting_claims(place: Place) -> QuerySet[Any]:
    """The pupils' claims that wait at this school (in this class)."""
    rows = StudentClaim.objects.within(place).filter(state=ClaimState.PENDING)
    return _of_class(rows, place, "account_id")


def guardians_waiting(place: Place, namer: ClassNamer) -> list[Waiting]:
    """The requests as the page lists them, the longest waiting first. One query."""
    names = Account.objects.everywhere("the child of a request at this school").filter(id=OuterRef("child_id"))
    rows = waiting_requests(place).annotate(
        child_name=Subquery(names.values("name")[:1]), phone=own_phone_hint("account_id")
    )
    columns = ("id", "account__name", "phone", "relation", "child_name", "child_id", *_SPOT, "submitted_at")
    found = rows.order_by("submitted_at", "id").values_list(*columns)[:MOST]
    return [
        Waiting(
            f"guardian:{row[0]}",
            row[1],
            row[2] or "",
            RELATION_LABELS.get(row[3], ""),
            row[4],
            row[5],
            namer.name(*row[6:9]),
            row[9],
        )
        for row in found
    ]


def claims_waiting(place: Place, namer: ClassNamer) -> list[Waiting]:
    """The claims as the page lists them. One query."""
    columns = ("id", "phone_hint", "account__name", "account_id", *_SPOT, "submitted_at")
    found = waiting_claims(place).order_by("submitted_at", "id").values_list(*columns)[:MOST]
    return [
        Waiting(f"student:{row[0]}", "", row[1], "本人", row[2], row[3], namer.name(*row[4:7]), row[7]) for row in found
    ]


def wishes_waiting(place: Place, namer: ClassNamer) -> list[Waiting]:
    """The wishes for another class as the page lists them. One query."""
    found = wish_rows(place, namer, MOST)
    return [
        Waiting(f"wish:{key}", "学生或家长", "", f"换到{into}", name, who, now, at)
        for key, name, who, into, now, at in found
    ]


_SPOT = ("spot_stage", "spot_year", "spot_number")


def _of_class(rows: QuerySet[Any], place: Place, pupil: str) -> QuerySet[Any]:
    """With the class that the pupil is in now; pupils who have left the school wait no more."""
    stays = CurrentEnrolment.objects.within(place).filter(account_id=OuterRef(pupil))
    spot = {
        name: Subquery(stays.values(f"enrolment__school_class__{column}")[:1])
        for name, column in zip(_SPOT, _CLASS, strict=True)
    }
    here = rows.annotate(
        class_id=Subquery(stays.values("enrolment__school_class_id")[:1], output_field=UUIDField()),
        here=Subquery(stays.values("account_id")[:1], output_field=UUIDField()),
        **spot,
    ).filter(here__isnull=False)
    return here.filter(class_id=place.school_class_id) if place.school_class_id is not None else here


def waiting_since(place: Place) -> Question:
    """Since when each line waits, to be counted with what else waits."""
    requests = waiting_requests(place).values_list(F("submitted_at"), NO_DEADLINE)
    claims = waiting_claims(place).values_list(F("submitted_at"), NO_DEADLINE)
    return question_of(requests.union(claims, wishes_since(place), all=True))
