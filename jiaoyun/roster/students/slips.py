"""Who may get a first-login slip, and the slips of one printing with class and what to type."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jiaoyun.accounts.models import AccountState, FirstSecret, IdentifierKind
from jiaoyun.accounts.slips import Slip
from jiaoyun.organizations.class_names import class_order
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import CurrentEnrolment, Decision, EnrolmentState, ImportRow, Outcome
from jiaoyun.roster.students.classes import ClassNamer
from jiaoyun.rules.masking import hint_document

_CLASS = ("stage", "entry_year", "number")
_LAST = (99, 0, 0)


@dataclass(frozen=True, slots=True)
class SlipNeed:
    """How many pupils can get a slip, and how many of these hold one that a new one would void."""

    count: int
    reprinted: int


@dataclass(frozen=True, slots=True)
class PrintedSlip:
    """One slip as it is printed. `account` is what to type. `repr` shows none of it."""

    name: str
    class_name: str
    account: str
    secret: str
    expires_on: date

    def __repr__(self) -> str:
        return f"PrintedSlip({self.expires_on})"


def without_login(place: Place, *, batch_id: UUID | None = None, pupils: Iterable[UUID] | None = None) -> QuerySet[Any]:
    """Pupils 在读 here whose account an import of this school made (of that batch) and who have no password yet.

    A school never gets the credential of a person who existed before (security.md, Decided 1).
    """
    made = ImportRow.objects.within(place).filter(
        account_id=OuterRef("account_id"), decision=Decision.ADD, outcome=Outcome.DONE
    )
    if batch_id is not None:
        made = made.filter(batch_id=batch_id)
    rows = CurrentEnrolment.objects.within(place).filter(
        Exists(made), state=EnrolmentState.ENROLLED, account__password="", account__state=AccountState.ACTIVE
    )
    return rows if pupils is None else rows.filter(account_id__in=pupils)


def slip_need(rows: QuerySet[Any], now: datetime) -> SlipNeed:
    """The counts of a selection of `without_login`. One query."""
    held = FirstSecret.objects.everywhere("joined to the pupils of one school").filter(
        account_id=OuterRef("account_id"), used_at__isnull=True, voided_at__isnull=True, expires_at__gt=now
    )
    found = rows.annotate(held=Exists(held)).aggregate(n=Count("account_id"), again=Count("account_id", Q(held=True)))
    return SlipNeed(found["n"], found["again"])


def printed_slips(place: Place, slips: Iterable[Slip], namer: ClassNamer) -> list[PrintedSlip]:
    """The slips of a run, class by class as they are handed out, in a class by name. One query."""
    stays = _classes_of(place, [slip.account_id for slip in slips])
    by_class = sorted(
        slips, key=lambda slip: class_order(*stays[slip.account_id]) if slip.account_id in stays else _LAST
    )
    return [
        PrintedSlip(
            slip.name,
            namer.name(*stays.get(slip.account_id, (None, None, None))),
            what_to_type(slip.login_kind, slip.login),
            slip.secret,
            timezone.localtime(slip.expires_at).date(),
        )
        for slip in by_class
    ]


def what_to_type(kind: IdentifierKind | None, login: str) -> str:
    """The account on the slip: 学籍号 or T number in full; of an ID document only that it is one's own, and its end."""
    if kind is IdentifierKind.DOCUMENT:
        return f"本人身份证件号（末四位 {hint_document(login)[-4:].strip('*') or '—'}）"
    return login


def _classes_of(place: Place, accounts: list[UUID]) -> dict[UUID, tuple[str, int, int]]:
    rows = CurrentEnrolment.objects.within(place).filter(account_id__in=accounts, enrolment__school_class__isnull=False)
    columns = [f"enrolment__school_class__{name}" for name in _CLASS]
    return {account: (stage, year, number) for account, stage, year, number in rows.values_list("account_id", *columns)}
