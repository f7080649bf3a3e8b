"""The two exports of the student list: 显示内容 as the page shows it, and 可回导名册, which the import reads back.

The second is written so that importing it again changes nothing: labels that the import reads to the same codes, dates
in ISO form, and a class only where its name is read back to the same class.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from jiaoyun.accounts.binding import SEAL_KIND
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.organizations.class_names import NamedClass
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.sealing import unseal_many
from jiaoyun.roster.models import Contact, EnrolmentState, StudentRecord
from jiaoyun.roster.sheet.columns import BY_FIELD, EXPORT_FIELDS, Field
from jiaoyun.roster.students.classes import Classes
from jiaoyun.roster.students.listing import all_listed
from jiaoyun.rules.codes import BOARDING_LABELS, ETHNIC_LABELS, RELATION_LABELS, SEX_LABELS, Sex
from jiaoyun.rules.documents import DOCUMENT_LABELS, DocumentKind
from jiaoyun.rules.faults import Fault
from jiaoyun.rules.grades import Stage, parse_class

CONTACT_PHONE = "contact-phone"
SHOWN_TITLES = ("姓名", "性别", "班级", "座号", "身份证件号", "学籍号", "监护人手机", "状态")
_NUMBER_FIELDS = {
    IdentifierKind.DOCUMENT: Field.DOCUMENT,
    IdentifierKind.ROLL_NUMBER: Field.ROLL_NUMBER,
    IdentifierKind.PLATFORM_NUMBER: Field.PLATFORM_NUMBER,
}
_PERSON = ("account_id", "account__name", "account__sex", "account__birth_date")
_STAY = ("enrolment__school_class_id", "enrolment__number")
Cells = dict[Field, str]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: titles and lines of text, ready for the one writer. `repr` shows the size only."""

    titles: tuple[str, ...]
    rows: list[tuple[str, ...]]

    def __repr__(self) -> str:
        return f"Table({len(self.rows)} rows)"


def shown_table(pupils: QuerySet[Any], classes: Classes) -> Table:
    """Exactly the columns and texts of the list. One query."""
    return Table(
        SHOWN_TITLES,
        [
            (
                row.name,
                row.sex,
                row.class_name,
                row.number,
                row.document_hint,
                row.roll_hint,
                row.phone_hint,
                row.state.label,
            )
            for row in all_listed(pupils, classes)
        ],
    )


def roster_table(place: Place, pupils: QuerySet[Any], classes: Classes) -> Table:
    """The pupils 在读 among those chosen with everything that the import reads, numbers in full. Four queries."""
    enrolled = pupils.filter(state=EnrolmentState.ENROLLED)
    only = enrolled.order_by().values("account_id")
    cells = {row[0]: _person(row[1:], classes) for row in enrolled.values_list(*_PERSON, *_STAY)}
    for source in (_numbers(only), _records(place, only), _contacts(place, only)):
        for account_id, found in source:
            if account_id in cells:
                cells[account_id].update(found)
    titles = tuple(BY_FIELD[field].title for field in EXPORT_FIELDS)
    return Table(titles, [tuple(row.get(field, "") for field in EXPORT_FIELDS) for row in cells.values()])


def _person(row: tuple[Any, ...], classes: Classes) -> Cells:
    name, sex, birth_date, class_id, number = row
    grade, class_name = class_cells(classes.by_id.get(class_id), classes)
    return {
        Field.NAME: name,
        Field.SEX: SEX_LABELS[Sex(sex)] if sex in (Sex.MALE, Sex.FEMALE) else "",
        Field.BIRTH_DATE: birth_date.isoformat() if birth_date else "",
        Field.GRADE: grade,
        Field.CLASS: class_name,
        Field.NUMBER: number,
    }


def class_cells(row: NamedClass | None, classes: Classes) -> tuple[str, str]:
    """年级 and 班级 of a class; both empty, which an import takes for no change, where they would not be read back."""
    if row is None:
        return "", ""
    try:
        ref = parse_class(row.grade, row.name, stages=tuple(classes.specs.values()), school_year=classes.school_year)
    except Fault:
        return "", ""
    same = (ref.stage, ref.entry_year, ref.number) == (Stage(row.stage), row.entry_year, row.number)
    return (row.grade, row.name) if same else ("", "")


def _numbers(only: QuerySet[Any]) -> Iterable[tuple[UUID, Cells]]:
    """The bound numbers in full; of several of one kind the one bound last."""
    rows = list(
        Identifier.objects.everywhere("of the pupils behind the gate of their school")
        .filter(account_id__in=only, kind__in=list(_NUMBER_FIELDS), released_at__isnull=True)
        .order_by("bound_at", "id")
        .values_list("id", "account_id", "kind", "document_kind", "sealed")
    )
    texts = unseal_many(SEAL_KIND, ((row[0], row[4]) for row in rows))
    for (_, account_id, kind, document_kind, _), text in zip(rows, texts, strict=True):
        cells = {_NUMBER_FIELDS[IdentifierKind(kind)]: text}
        if document_kind:
            cells[Field.DOCUMENT_KIND] = DOCUMENT_LABELS[DocumentKind(document_kind)]
        yield account_id, cells


def _records(place: Place, only: QuerySet[Any]) -> Iterable[tuple[UUID, Cells]]:
    records = StudentRecord.objects.within(place).filter(account_id__in=only)
    columns = ("account_id", "ethnicity", "boarding", "entry_month", "remark")
    for account_id, ethnicity, boarding, entry_month, remark in records.values_list(*columns):
        yield (
            account_id,
            {
                Field.ETHNICITY: ETHNIC_LABELS.get(ethnicity, ethnicity),
                Field.BOARDING: BOARDING_LABELS.get(boarding, boarding),
                Field.ENTRY_MONTH: entry_month,
                Field.REMARK: remark,
            },
        )


def _contacts(place: Place, only: QuerySet[Any]) -> Iterable[tuple[UUID, Cells]]:
    contacts = Contact.objects.within(place).filter(account_id__in=only, position=1)
    rows = list(contacts.values_list("id", "account_id", "name", "relation", "phone_sealed"))
    sealed = [(row[0], row[4]) for row in rows if row[4] is not None]
    phones = dict(zip((key for key, _ in sealed), unseal_many(CONTACT_PHONE, sealed), strict=True))
    for key, account_id, name, relation, _ in rows:
        yield (
            account_id,
            {
                Field.CONTACT_NAME: name,
                Field.CONTACT_RELATION: RELATION_LABELS.get(relation, relation),
                Field.CONTACT_PHONE: phones.get(key, ""),
            },
        )
