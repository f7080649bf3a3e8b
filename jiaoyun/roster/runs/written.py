"""What an import writes and its undo reads again: the tables whose growth the planner is told of."""

from jiaoyun.accounts.models import Account, Identifier, Identity
from jiaoyun.plumbing.planner import tell_planner
from jiaoyun.roster.models import Contact, CurrentEnrolment, Enrolment, StudentRecord

_WRITTEN = (Account, Identifier, Identity, Enrolment, CurrentEnrolment, StudentRecord, Contact)


def tell_written(rows: int) -> bool:
    """Have the planner know these tables where it believes one of them smaller than `rows`; whether it had to be told.

    A worker that goes on after a kill, or undoes at once what another one wrote, cannot rely on who was there before.
    """
    return tell_planner(_WRITTEN, rows)
