"""Export the student list: as shown, or as a roster that can be imported back (product.md, exports)."""

import re
from dataclasses import dataclass
from datetime import datetime

from jiaoyun.notices.tell import tell_place
from jiaoyun.organizations.access import access_school
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.events import ROSTER_EXPORTED
from jiaoyun.roster.powers import STUDENTS_EXPORT, STUDENTS_SEE
from jiaoyun.roster.students.choosing import Choice, chosen_pupils
from jiaoyun.roster.students.classes import classes_at
from jiaoyun.roster.students.export import Table, roster_table, shown_table
from jiaoyun.roster.students.notices import ROSTER_TAKEN

SHOWN, ROSTER = "shown", "roster"
REASON_LEAST, REASON_MOST = 4, 60
_NUMBERS = re.compile(r"[0-9]{6,}[0-9Xx]?")


@dataclass(frozen=True, slots=True)
class Exported:
    """What goes into the file; the record keeps how many pupils, which kind, and that a reason was given."""

    school_id: int
    rows: int
    kind: str
    reason_given: bool
    table: Table


@command(power=STUDENTS_SEE, event=ROSTER_EXPORTED)
def export_shown(*, actor: Actor, now: datetime, school_id: int, choice: Choice) -> Exported:
    """The chosen pupils exactly as the list shows them, numbers as hints. Raises roster.students.none_chosen."""
    place = access_school(actor, school_id, STUDENTS_SEE)
    table = shown_table(chosen_pupils(place, choice), classes_at(place, now))
    return Exported(school_id, len(table.rows), SHOWN, False, table)


@command(power=STUDENTS_EXPORT, event=ROSTER_EXPORTED)
def export_roster(*, actor: Actor, now: datetime, school_id: int, choice: Choice, reason: str) -> Exported:
    """The chosen pupils 在读 with full numbers. The school's administrators are told who took it and what for.

    Raises roster.export.reason_needed for less than four characters, roster.students.none_chosen.
    """
    place = access_school(actor, school_id, STUDENTS_EXPORT)
    reason = " ".join(reason.split())
    if len(reason) < REASON_LEAST:
        raise Refused("roster.export.reason_needed", school_id=school_id)
    table = roster_table(place, chosen_pupils(place, choice), classes_at(place, now))
    # A number of a person that was written into the reason must not stay in the notice.
    told = _NUMBERS.sub("…", reason)[:REASON_MOST]
    rows = len(table.rows)
    tell_place(
        school_id, Role.SCHOOL_ADMIN, ROSTER_TAKEN, now=now, by=actor.name, rows=rows, reason=told, school_id=school_id
    )
    return Exported(school_id, rows, ROSTER, True, table)
