"""The pane of one line: what was found (masked where it lies elsewhere), why it clashes, what would change, choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from jiaoyun.accounts.models import Account
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.check.batch import cells_of
from jiaoyun.roster.check.classify import CHOICES
from jiaoyun.roster.models import CurrentEnrolment, Decision, ImportBatch, ImportRow, Outcome, RosterRequest, RowClass
from jiaoyun.roster.workbench.differences import differences
from jiaoyun.roster.workbench.frame import class_names_of
from jiaoyun.roster.workbench.line_form import LineForm, line_form
from jiaoyun.roster.workbench.listing import Line, line_of
from jiaoyun.roster.workbench.words import CHOICE_EFFECT, CLASS_WORDS, LIKENESS_WORDS, STATE_WORDS, ClassWords
from jiaoyun.rules.masking import mask_name
from jiaoyun.rules.name_distance import name_distance

# Rows of these classes are put right in the file's own cells more often than by a decision.
_LIKELY_MISSPELT = frozenset({RowClass.FAULTY, RowClass.ELSEWHERE_NAME, RowClass.OTHER_ROLE, RowClass.TWO_PEOPLE})


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of the pane; `likely`: the one that stands out as long as nothing is decided."""

    value: str
    label: str
    effect: str
    chosen: bool
    likely: bool


@dataclass(frozen=True, slots=True)
class Pane:
    """Everything that the pane shows of one line."""

    line: Line
    words: ClassWords
    who_found: str
    changes: list[dict[str, Any]]
    choices: list[Choice]
    asks_county: bool
    form: LineForm
    editable: bool
    corrects_first: bool
    ticket: UUID | None


Read = Mapping[int, tuple[ImportRow, list[str] | None]]


def pane_of(batch: ImportBatch, place: Place, line: int, read: Read) -> Pane | None:
    """The pane of one line; None where the batch has no such line.

    `read` holds what the list beside it has read already: two statements at most for a line of the list.
    """
    row, cells = read.get(line, (None, None))
    if row is None:
        row = ImportRow.objects.within(place).filter(batch_id=batch.pk, line=line).first()
    if row is None:
        return None
    if cells is None:
        cells = cells_of(batch, place, [line]).get(line, [])
    names = class_names_of(batch)
    shown = line_of(batch, row, names, cells)
    current = _current(row)
    number = current.enrolment.number if current is not None and current.school_id == place.school_id else ""
    row_class = RowClass(row.row_class)
    open_row = row.outcome == Outcome.WAITING
    corrects_first = open_row and row_class in _LIKELY_MISSPELT
    return Pane(
        line=shown,
        words=CLASS_WORDS[row_class],
        who_found=_who(row, place, current),
        changes=[*_changes(row, shown), *differences(batch, row, cells, place, number)],
        choices=_choices(row, corrects_first) if open_row else [],
        asks_county=open_row and Decision.REQUEST in CHOICES[row_class] and row.decision != Decision.REQUEST,
        form=line_form(batch, row, shown, cells),
        editable=open_row,
        corrects_first=corrects_first,
        ticket=_ticket(batch, place, row_class) if row.decision == Decision.REQUEST else None,
    )


def _ticket(batch: ImportBatch, place: Place, row_class: RowClass) -> UUID | None:
    """The ticket that carries this class of rows to the county, where it was whoever works on the batch that asked."""
    asked = RosterRequest.objects.within(place).filter(batch=batch.pk, row_class=row_class, by=batch.by)
    found: UUID | None = asked.order_by("-id").values_list("ticket", flat=True).first()
    return found


def _choices(row: ImportRow, corrects_first: bool) -> list[Choice]:
    found = [choice for choice in CHOICES[RowClass(row.row_class)] if choice is not Decision.REQUEST]
    waits = row.decision == Decision.OPEN and not row.no_class and not corrects_first
    return [
        Choice(
            value=choice.value,
            label=choice.label,
            effect=CHOICE_EFFECT[choice],
            chosen=choice == row.decision,
            likely=waits and choice is found[0] and choice is not Decision.SKIP,
        )
        for choice in found
    ]


def _current(row: ImportRow) -> CurrentEnrolment | None:
    """The enrolment of the pupil whom the row leads to. One statement, none for a row that leads to no pupil."""
    if row.account_id is None or row.row_class in (RowClass.NEW, RowClass.OTHER_ROLE):
        return None
    found: CurrentEnrolment | None = (
        CurrentEnrolment.objects.everywhere("shown masked; an import's clash lies elsewhere")
        .select_related("account", "school__organization", "enrolment")
        .filter(account_id=row.account_id)
        .first()
    )
    return found


def _who(row: ImportRow, place: Place, current: CurrentEnrolment | None) -> str:
    """The one found, in one sentence. Of another school's pupil: masked name, state and school, never the class."""
    if row.row_class == RowClass.OTHER_ROLE:
        account = Account.objects.everywhere("shown masked; an import's clash lies elsewhere").get(pk=row.account_id)
        return f"登记在 {mask_name(account.name)} 名下。"
    if current is None:
        return ""
    name, state = current.account.name, STATE_WORDS[current.state]
    alike = ""
    if row.row_class in (RowClass.ELSEWHERE_NAME, RowClass.NAME_DIFFERS):
        alike = LIKENESS_WORDS[name_distance(row.name, name).level]
    if current.school_id == place.school_id:
        return f"名单上是 {name}，{state}。{alike}"
    return f"名单上是 {mask_name(name)}，{current.school.organization.name}，{state}。{alike}"


def _changes(row: ImportRow, shown: Line) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    if row.row_class in (RowClass.OTHER_CLASS, RowClass.BIN, RowClass.NAME_DIFFERS, RowClass.UPDATE):
        rows.append({"label": "班级", "old": shown.old_class, "new": shown.new_class or None})
        rows.append({"label": "账号", "old": "保留，密码与空间", "new": None})
    elif row.row_class == RowClass.ELSEWHERE_GONE:
        rows.append({"label": "学校", "old": shown.old_class, "new": "本校"})
        rows.append({"label": "班级", "old": "", "new": shown.new_class or "未分班"})
        rows.append({"label": "账号", "old": "保留，密码与空间", "new": None})
    elif row.row_class == RowClass.NEW:
        rows.append({"label": "班级", "old": "", "new": shown.new_class or "未分班"})
        rows.append({"label": "账号", "old": "", "new": "新建，凭首次登录条第一次登录"})
    return rows
