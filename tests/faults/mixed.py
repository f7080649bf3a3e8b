"""A school in the middle of a year and the file it imports: new pupils, moves, 回收站, graduates of another school."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind, Identity
from jiaoyun.roster.models import CurrentEnrolment, Decision, Enrolment, RowClass
from jiaoyun.rules.codes import Sex
from tests.faults.snapshot import WHY
from tests.people import invent_id, invent_name
from tests.roster.importing import import_sheet, sheet

HEAD = ("姓名", "身份证件号", "学籍号", "班级", "出生日期")
FIRST, SECOND = "一（1）班", "二（1）班"
#: What the administrator decides about each class of row that waits.
CHOICES = {
    RowClass.OTHER_CLASS: Decision.MOVE,
    RowClass.BIN: Decision.RESTORE,
    RowClass.ELSEWHERE_GONE: Decision.MOVE,
}
Row = list[str]


@dataclass(frozen=True)
class Mixed:
    """The rows of the file by what is to become of them."""

    new: list[Row]
    numberless: list[Row]
    moved: list[Row]
    restored: list[Row]
    claimed: list[Row]

    @property
    def rows(self) -> list[Row]:
        """All rows, shuffled the same way each time, so that every block holds every kind."""
        rows = [*self.new, *self.numberless, *self.moved, *self.restored, *self.claimed]
        return [row for start in range(7) for row in rows[start::7]]

    @property
    def known(self) -> int:
        """Rows about people who exist."""
        return len(self.moved) + len(self.restored) + len(self.claimed)


def pupil(number: int, class_text: str = FIRST, area: str = "369956") -> Row:
    """The row of an invented pupil with document and 学籍号; 180,000 different numbers."""
    born = date(2016, 1, 1) + timedelta(days=number // 500)
    document = invent_id(born, Sex.FEMALE, number % 500, area=area)
    return [invent_name(number), document, f"G{document}", class_text, ""]


def prepare(world: Any, size: int, first: int = 0) -> Mixed:
    """Fill two schools through imports, and return a file of `size` rows: a tenth each moves, 回收站 and graduates.

    `first`: the number of the first pupil, so that a world can be filled again with others.
    """
    part = size // 10
    own = [pupil(first + number) for number in range(2 * part)]
    others = [pupil(first + number) for number in range(2 * part, 3 * part)]
    for role, rows in (("school_admin", own), ("neighbour_admin", others)):
        assert import_sheet(world, sheet(rows, HEAD), role).apply().state == "finished"
    _leave(own[part:], world.place("school"), "deleted")
    _leave(others, world.place("neighbour"), "graduated")
    fresh = [pupil(first + number) for number in range(3 * part, size - part)]
    days = [(date(2016, 1, 1) + timedelta(days=number)).isoformat() for number in range(part)]
    bare = [[f"无证{invent_name(first + number)}", "", "", FIRST, day] for number, day in enumerate(days)]
    moved = [[*row[:3], SECOND, ""] for row in own[:part]]
    return Mixed(fresh, bare, moved, own[part:], others)


def _leave(rows: list[Row], place: Any, state: str) -> None:
    digests = [digest_of(IdentifierKind.DOCUMENT, row[1], document_kind="1") for row in rows]
    chosen = list(Identifier.objects.everywhere(WHY).filter(digest__in=digests).values_list("account_id", flat=True))
    assert len(chosen) == len(rows)
    now = timezone.now()
    CurrentEnrolment.objects.within(place).filter(account_id__in=chosen).update(state=state)
    Enrolment.objects.within(place).filter(account_id__in=chosen).update(state=state, closed_at=now)
    Identity.objects.everywhere(WHY).filter(account_id__in=chosen).update(state="ended", until=now)
    if state == "deleted":
        Account.objects.everywhere(WHY).filter(pk__in=chosen).update(state="deleted")
