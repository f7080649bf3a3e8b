"""One pupil as the school sees one: everything the page shows, numbers as hints, read by one query."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Model, OuterRef, Subquery
from django.http import Http404

from jiaoyun.accounts.models import AccountState, FirstSecret
from jiaoyun.accounts.people.cards import lacks_second, own_phone_hint, unbinding_due
from jiaoyun.plumbing.actor import ROLE_LABELS, Actor, Role
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import EnrolmentState, StudentRecord
from jiaoyun.roster.students.classes import ClassNamer
from jiaoyun.roster.students.rows import of_contact, pupils_of
from jiaoyun.rules.codes import BOARDING_LABELS, ETHNIC_LABELS, RELATION_LABELS, SEX_LABELS, Sex


class FirstLogin(StrEnum):
    """Where a pupil stands on the way to a password of one's own."""

    DONE = "done"
    OPEN = "open"
    EXPIRED = "expired"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class StudentCard:
    """What is known of a pupil. Empty text and None mean that the school gave nothing."""

    account_id: UUID
    name: str
    sex: str
    birth_date: date | None
    state: EnrolmentState
    account_state: AccountState
    class_name: str
    number: str
    ethnicity: str
    boarding: str
    entry_month: str
    remark: str
    document_hint: str
    roll_hint: str
    contact_name: str
    contact_relation: str
    phone_hint: str
    first_login: FirstLogin
    slip_until: datetime | None
    last_login_at: datetime | None
    state_reason: str
    frozen_by: str
    own_phone_hint: str
    unbinding_until: datetime | None
    waits_for_second: bool

    @property
    def is_frozen(self) -> bool:
        """Whether 解冻 is due instead of 冻结."""
        return self.account_state is AccountState.FROZEN

    def __repr__(self) -> str:
        return f"StudentCard({self.account_id})"


_RECORD = ("ethnicity", "boarding", "entry_month", "remark")
_SECRET = ("expires_at", "used_at", "voided_at")


def student_card(actor: Actor, place: Place, account_id: UUID, namer: ClassNamer, now: datetime) -> StudentCard:
    """The pupil of this school. One query; Http404 for whoever is not, or not any more, of this school."""
    row = (
        pupils_of(place)
        .filter(account_id=account_id)
        .annotate(
            contact_name=of_contact(place, "name"),
            contact_relation=of_contact(place, "relation"),
            own_phone=own_phone_hint("account_id"),
            unbinding_until=unbinding_due("account_id"),
            unbinding_second=lacks_second("account_id", actor),
            **{name: _of(StudentRecord, place, name) for name in _RECORD},
            **{name: _of(FirstSecret, place, name) for name in _SECRET},
        )
        .select_related("account", "enrolment__school_class")
        .first()
    )
    if row is None:
        raise Http404
    return _card(row, namer, now)


def _of(model: type[Model], place: Place, name: str) -> Subquery:
    """A column of the pupil's latest row of a table of this school."""
    rows = model.objects.within(place).filter(account_id=OuterRef("account_id"))  # type: ignore[attr-defined]
    return Subquery(rows.order_by("-id").values(name)[:1])


def _card(row: Any, namer: ClassNamer, now: datetime) -> StudentCard:
    account, enrolment, stay = row.account, row.enrolment, row.enrolment.school_class
    return StudentCard(
        account_id=account.pk,
        name=account.name,
        sex=SEX_LABELS[Sex(account.sex)],
        birth_date=account.birth_date,
        state=EnrolmentState(row.state),
        account_state=AccountState(account.state),
        class_name=namer.name(stay.stage, stay.entry_year, stay.number) if stay else namer.name(None, None, None),
        number=enrolment.number,
        ethnicity=ETHNIC_LABELS.get(row.ethnicity or "", ""),
        boarding=BOARDING_LABELS.get(row.boarding, ""),
        entry_month=row.entry_month or "",
        remark=row.remark or "",
        document_hint=row.document_hint,
        roll_hint=row.roll_hint,
        contact_name=row.contact_name,
        contact_relation=RELATION_LABELS.get(row.contact_relation, ""),
        phone_hint=row.phone_hint,
        first_login=_first_login(row, now),
        slip_until=row.expires_at,
        last_login_at=account.last_login_at,
        state_reason=account.state_reason,
        frozen_by=Role(account.state_role).label if account.state_role in ROLE_LABELS else "",
        own_phone_hint=row.own_phone or "",
        unbinding_until=row.unbinding_until,
        waits_for_second=bool(row.unbinding_second),
    )


def _first_login(row: Any, now: datetime) -> FirstLogin:
    if row.account.password:
        return FirstLogin.DONE
    if row.expires_at is None or row.used_at is not None or row.voided_at is not None:
        return FirstLogin.NEVER
    return FirstLogin.OPEN if row.expires_at > now else FirstLogin.EXPIRED
