"""Show a teacher's account name and numbers in full, once; the look is recorded (product.md R2; threat 25)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from jiaoyun.accounts.binding import numbers_of
from jiaoyun.accounts.requests.events import TEACHER_NUMBERS_SHOWN
from jiaoyun.accounts.requests.powers import TEACHERS_REVEAL
from jiaoyun.accounts.requests.teachers import staff_of
from jiaoyun.plumbing import gates
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.rules.masking import group_document


@dataclass(frozen=True, slots=True)
class NumbersShown:
    """The numbers as (what it is, as written); `kinds` is what the record keeps. `repr` shows none."""

    account_id: UUID
    name: str
    kinds: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return f"NumbersShown({self.account_id}, {self.kinds})"


@command(power=TEACHERS_REVEAL, event=TEACHER_NUMBERS_SHOWN)
def show_teacher_numbers(*, actor: Actor, place: Place, account_id: UUID, now: datetime) -> NumbersShown:
    """Everything that one of the school's staff can log in with, in full. Http404 for anybody else."""
    gates.admit(actor, TEACHERS_REVEAL, place)
    name = staff_of(place).filter(account_id=account_id).values_list("account__name", flat=True).first()
    if name is None:
        raise Http404
    found = [(bound.kind, _as_written(bound.kind.value, bound.number)) for bound in numbers_of([account_id])]
    kinds = tuple(kind.value for kind, _ in found)
    return NumbersShown(account_id, name, kinds, tuple((kind.label, number) for kind, number in found))


def _as_written(kind: str, number: str) -> str:
    """Numbers in groups that eyes can compare; names and mailboxes as they are typed."""
    return group_document(number) if kind in ("document", "roll", "phone") else number
