"""What happened to a pupil at this school, as sentences, oldest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from jiaoyun.accounts.models import Account
from jiaoyun.organizations.models import SchoolClass
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import Enrolment, EnrolmentChange, EnrolmentState, ImportBatch
from jiaoyun.roster.students.classes import ClassNamer

_STAY = "stay"
_COLUMNS = ("event", "at_", "batch_", "from_", "to_", "file", "who", "ended", "ended_state")


@dataclass(frozen=True, slots=True)
class Happened:
    """One sentence, when it happened and who did it ("" where no person did)."""

    at: datetime
    sentence: str
    by: str


@dataclass(frozen=True, slots=True)
class _Event:
    """A row of either table; classes as "stage entry_year number"."""

    kind: str
    at: datetime
    batch: UUID | None
    before: str | None
    after: str | None
    file: str | None
    who: str | None
    ended: datetime | None
    ended_state: str | None


def history_of(place: Place, account_id: UUID, namer: ClassNamer) -> list[Happened]:
    """The pupil's stays at this school and every change of them. One query, however long the history."""
    changes = EnrolmentChange.objects.within(place).filter(account_id=account_id)
    stays = Enrolment.objects.within(place).filter(account_id=account_id)
    rows = _changes(place, changes).union(_stays(place, stays), all=True)
    events = sorted((_Event(*row) for row in rows), key=lambda event: event.at)
    return sorted(_told(events, namer), key=lambda happened: happened.at)


def _changes(place: Place, changes: Any) -> Any:
    return changes.annotate(
        event=F("kind"),
        at_=F("at"),
        batch_=F("batch"),
        from_=_class_of(place, "from_class"),
        to_=_class_of(place, "to_class"),
        file=_file_of(place, "batch"),
        who=_name_of("by"),
        ended=Value(None, output_field=Enrolment._meta.get_field("closed_at")),
        ended_state=Value("", output_field=Enrolment._meta.get_field("state")),
    ).values_list(*_COLUMNS)


def _stays(place: Place, stays: Any) -> Any:
    batch = ImportBatch.objects.within(place).filter(pk=OuterRef("opened_by_batch"))
    return stays.annotate(
        event=Value(_STAY),
        at_=F("opened_at"),
        batch_=F("opened_by_batch"),
        from_=Value(None, output_field=CharField()),
        to_=_class_of(place, "school_class_id"),
        file=_file_of(place, "opened_by_batch"),
        who=Subquery(batch.values("by_name")[:1]),
        ended=F("closed_at"),
        ended_state=F("state"),
    ).values_list(*_COLUMNS)


def _class_of(place: Place, column: str) -> Subquery:
    classes = SchoolClass.objects.within(place).filter(pk=OuterRef(column))
    words = Concat("stage", Value(" "), Cast("entry_year", CharField()), Value(" "), Cast("number", CharField()))
    return Subquery(classes.values(words=words)[:1], output_field=CharField())


def _file_of(place: Place, column: str) -> Subquery:
    return Subquery(ImportBatch.objects.within(place).filter(pk=OuterRef(column)).values("file_name")[:1])


def _name_of(column: str) -> Subquery:
    colleagues = Account.objects.everywhere("the name of the colleague who changed this school's own pupil")
    return Subquery(colleagues.filter(pk=OuterRef(column)).values("name")[:1])


def _told(events: list[_Event], namer: ClassNamer) -> Iterator[Happened]:
    changed_by = {event.batch for event in events if event.kind != _STAY and event.kind != "undo"}
    for event in events:
        who = event.who or ""
        if event.kind != _STAY:
            yield Happened(event.at, _changed(event, namer), who)
            continue
        if event.batch is None or event.batch not in changed_by:
            yield Happened(event.at, _came(event, _entered(event, events), namer), who)
        if event.ended is not None and event.ended_state in _ENDED:
            yield Happened(event.ended, _ENDED[event.ended_state], "")


def _entered(stay: _Event, events: list[_Event]) -> str | None:
    """The class that a stay began in: where the first change after it came from, else where the pupil is."""
    later = (event for event in events if event.kind in _MOVES and event.at >= stay.at)
    first = next(later, None)
    return first.before if first else stay.after


def _came(event: _Event, entered: str | None, namer: ClassNamer) -> str:
    into = f"进入{_name(entered, namer)}" if entered else "还没有分班"
    return f"由「{event.file}」导入，{into}" if event.file else f"加入名单，{into}"


def _changed(event: _Event, namer: ClassNamer) -> str:
    after, before = _name(event.after, namer), _name(event.before, namer)
    source = f"「{event.file}」" if event.file else ""
    if event.kind == "undo":
        return f"撤销{source}的导入，回到{after}" if event.after else f"撤销{source}的导入"
    by_file = f"由{source}" if source else ""
    if event.kind == "enrol":
        return f"{by_file}转入本校，还没有分班"
    if event.kind == "restore":
        return f"{by_file}从回收站恢复" + (f"，进入{after}" if event.after else "")
    if event.after and event.after != event.before:
        return f"{by_file}从{before}调到{after}" if event.before else f"{by_file}进入{after}"
    return f"{by_file}更新信息"


def _name(words: str | None, namer: ClassNamer) -> str:
    if not words:
        return namer.name(None, None, None)
    stage, entry_year, number = words.split()
    return namer.name(stage, int(entry_year), int(number))


_MOVES = ("move", "update", "keep_name", "restore")
_ENDED = {
    EnrolmentState.GRADUATED.value: "毕业",
    EnrolmentState.LEFT.value: "转出",
    EnrolmentState.DELETED.value: "从名单中删除，放进回收站",
    EnrolmentState.WITHDRAWN.value: "随导入的撤销而撤回",
}
