"""The pupils of a school as one query reads them: the account, the enrolment, and the hints of their numbers."""

from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Length

from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.organizations.class_names import STAGE_ORDER
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import Contact, CurrentEnrolment, EnrolmentState

_UNPLACED_LAST = 99
_CLASS = "enrolment__school_class__"


def pupils_of(place: Place) -> QuerySet[Any]:
    """The pupils whose current enrolment is at this school (in this class, where the place is one), of every state.

    Annotated with `document_hint`, `roll_hint` (学籍号, else the platform's number) and `phone_hint` (first guardian).
    """
    rows = CurrentEnrolment.objects.within(place).exclude(state=EnrolmentState.WITHDRAWN)
    if place.school_class_id is not None:
        rows = rows.filter(enrolment__school_class_id=place.school_class_id)
    return rows.annotate(
        document_hint=_hint(IdentifierKind.DOCUMENT),
        roll_hint=Coalesce(
            Subquery(_bound(IdentifierKind.ROLL_NUMBER)), Subquery(_bound(IdentifierKind.PLATFORM_NUMBER)), Value("")
        ),
        phone_hint=of_contact(place, "phone_hint"),
    )


def of_contact(place: Place, column: str) -> Coalesce:
    """A column of the first guardian whom the school recorded; "" where there is none."""
    first = Contact.objects.within(place).filter(account_id=OuterRef("account_id"), position=1)
    return Coalesce(Subquery(first.values(column)[:1]), Value(""))


def in_class_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Youngest grade first, by class number, in a class by 座号, then by name; 未分班 last."""
    stage = Case(
        *(When(**{f"{_CLASS}stage": name}, then=Value(order)) for name, order in STAGE_ORDER.items()),
        default=Value(_UNPLACED_LAST),
    )
    # A missing 座号 goes after the given ones; 2 goes before 10.
    length = Case(When(enrolment__number="", then=Value(_UNPLACED_LAST)), default=Length("enrolment__number"))
    return rows.order_by(
        stage,
        F(f"{_CLASS}entry_year").desc(nulls_last=True),
        F(f"{_CLASS}number").asc(nulls_last=True),
        length,
        "enrolment__number",
        "account__sort_key",
        "account_id",
    )


def in_name_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """By the sound of the name."""
    return rows.order_by("account__sort_key", "account__name", "account_id")


def _hint(kind: IdentifierKind) -> Coalesce:
    return Coalesce(Subquery(_bound(kind)), Value(""))


def _bound(kind: IdentifierKind) -> QuerySet[Any]:
    identifiers = Identifier.objects.everywhere("joined to the pupils of one place")
    bound = identifiers.filter(account_id=OuterRef("account_id"), kind=kind, released_at__isnull=True)
    return bound.order_by("bound_at", "id").values("hint")[:1]
