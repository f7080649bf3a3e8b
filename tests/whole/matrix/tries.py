"""Tries one cell of the matrix on a database that is put back afterwards, and says what is wrong with the answer."""

import re
from dataclasses import dataclass, field

from django.db import transaction

from jiaoyun.helpdesk.powers import TICKETS_HANDLE
from jiaoyun.helpdesk.refusals import OTHER_DESK, OWN
from jiaoyun.plumbing.refusals import REFUSALS
from tests.whole.matrix.asking import Answer, Asker, Told
from tests.whole.matrix.bodies import QUERIES, body_of, made_ready
from tests.whole.matrix.cells import LET_IN, Cell, address_of
from tests.whole.matrix.seeing import foreign_values, named_on_slips
from tests.whole.matrix.stage import Stage
from tests.whole.matrix.targets import desk_of, targets_of

_CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")
#: Every look at first-login slips is an event, so these two pages write one.
LOOKS_THAT_ARE_RECORDED = {
    "roster:slip_print": ("plumbing_auditevent",),
    "roster:slip_sheet": ("plumbing_auditevent",),
    # How often an entry is read is counted.
    "helpdesk:help_entry": ("plumbing_throttlecount", "helpdesk_helptally"),
}
#: Whoever may reset the passwords of a class gets its slips, which name the log-in.
PAGES_WITH_SLIPS = ("roster:class_reset",)
#: What a refused request may leave behind: the session, the record of the attempt, the count of attempts.
MAY_BE_WRITTEN_WHEN_DENIED = {"django_session", "plumbing_auditevent", "plumbing_throttlecount"}
NOWHERE = "/no-such-page"
#: What keeps out whoever may read a ticket but not handle it, in words of its own.
_OF_THE_TICKET = (REFUSALS[OTHER_DESK].text, REFUSALS[OWN].text)


@dataclass
class Tally:
    """What the matrix found."""

    cells: int = 0
    open: list[str] = field(default_factory=list)
    shut: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Everything that is wrong, the open cells first."""
        return [
            *(f"OPEN: {text}" for text in self.open),
            *(f"WRONGLY SHUT: {text}" for text in self.shut),
            *self.wrong,
        ]


class Tries:
    """The state of one walk through the matrix."""

    def __init__(self, stage: Stage, asker: Asker) -> None:
        self.stage, self.asker, self.tally = stage, asker, Tally()
        self._nothing: dict[tuple[str, str], Answer] = {}
        self._foreign: dict[str, set[str]] = {}

    def try_cell(self, cell: Cell) -> Answer:
        """Ask, compare with the policy, note what is wrong."""
        answer = self._ask(cell)
        self.tally.cells += 1
        if answer.verdict != cell.expected:
            self._note_verdict(cell, answer)
        self.tally.wrong += [f"{cell}: {fault}" for fault in self._faults(cell, answer)]
        return answer

    def _ask(self, cell: Cell) -> Answer:
        target = targets_of(cell.route)[cell.target]
        desk = desk_of(self.stage, target)
        address = address_of(self.stage, cell)
        name = cell.route.name
        body = QUERIES.get(name) if cell.method == "GET" else body_of(name, self.stage, desk, cell.role)
        point, told = transaction.savepoint(), Told()
        with told.listening(), made_ready(name, cell.method, self.stage, desk, target.owner):
            answer = self.asker.ask(cell.role, cell.method, address, body)
        # Where an import ran before in the same transaction, SQLite forgets with every rollback what it knows of the
        # tables, and learning it anew takes as long as a small page: only what was changed is put back.
        (transaction.savepoint_rollback if told.to_change else transaction.savepoint_commit)(point)
        return answer

    def _note_verdict(self, cell: Cell, answer: Answer) -> None:
        text = f"{cell}: {answer.verdict}, policy says {cell.expected}"
        let_in, due = answer.verdict in LET_IN, cell.expected in LET_IN
        (self.tally.open if let_in and not due else self.tally.shut if due and not let_in else self.tally.wrong).append(
            text
        )

    def _faults(self, cell: Cell, answer: Answer) -> list[str]:
        foreign = self.foreign(cell.role)
        if cell.route.name in PAGES_WITH_SLIPS and answer.verdict in LET_IN:
            foreign = foreign - named_on_slips(self.stage)
        faults = [f"shows {value!r}" for value in foreign if value in answer.text]
        if answer.verdict not in LET_IN and (written := set(answer.writes) - MAY_BE_WRITTEN_WHEN_DENIED):
            faults.append(f"denied, but writes {written}")
        # A session notes once a minute that somebody is there.
        may_write = ("django_session", *LOOKS_THAT_ARE_RECORDED.get(cell.route.name, ()))
        if cell.method == "GET" and (written := set(answer.writes) - set(may_write)):
            faults.append(f"a GET writes {written}")
        if answer.verdict == "404" and not self._is_like_nothing(cell, answer):
            faults.append("its 404 differs from that of an address that does not exist")
        if answer.verdict == "403" and not _explains(cell, answer):
            faults.append("403 without saying what, who and what to do")
        return faults

    def foreign(self, role: str) -> set[str]:
        """The canaries of a role, worked out once."""
        if role not in self._foreign:
            self._foreign[role] = foreign_values(self.stage, role)
        return self._foreign[role]

    def _is_like_nothing(self, cell: Cell, answer: Answer) -> bool:
        key = (cell.role, cell.method)
        if key not in self._nothing:
            self._nothing[key] = self.asker.ask(cell.role, cell.method, NOWHERE)
        nothing = self._nothing[key]
        return (answer.body, sorted(answer.headers)) == (nothing.body, sorted(nothing.headers))


def _explains(cell: Cell, answer: Answer) -> bool:
    if any(text in answer.text for text in _OF_THE_TICKET):
        return "可以解决的人：<b>" in answer.text
    power = cell.route.declaration.power if cell.route.declaration else None
    # A ticket has a gate of its own behind the gate of the desk's page.
    said = power is None or any(label in answer.text for label in (power.label, TICKETS_HANDLE.label))
    return said and "您现在的身份不能做这件事" in answer.text and bool(_CHINESE.search(answer.text))
