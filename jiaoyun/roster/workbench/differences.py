"""What 信息更新 changes: the names of the differing items, and each from what the school keeps to what the file says.

Only of pupils of the own school. Numbers are shown masked, as everywhere.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, OuterRef, Subquery

from jiaoyun.accounts.models import Account
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.sheets.cells import cell_text
from jiaoyun.roster.models import Contact, ImportBatch, ImportRow, StudentRecord
from jiaoyun.roster.sheet.columns import COLUMNS, Field
from jiaoyun.rules.codes import (
    BOARDING_LABELS,
    ETHNIC_LABELS,
    RELATION_LABELS,
    Boarding,
    parse_boarding,
    parse_ethnicity,
    parse_relation,
)
from jiaoyun.rules.dates import parse_month
from jiaoyun.rules.faults import Fault
from jiaoyun.rules.masking import hint_document, mask_phone, mask_roll_number
from jiaoyun.rules.phones import check_contact_phone
from jiaoyun.rules.text import clean_cell

# How the text of a cell reads once it is kept; other items read as they are typed.
_SHOWN: dict[Field, Callable[[str], str]] = {
    Field.ETHNICITY: lambda text: ETHNIC_LABELS[parse_ethnicity(text)],
    Field.BOARDING: lambda text: BOARDING_LABELS[parse_boarding(text)],
    Field.ENTRY_MONTH: lambda text: parse_month(text).strftime("%Y%m"),
    Field.CONTACT_RELATION: lambda text: RELATION_LABELS[parse_relation(text)],
    Field.CONTACT_PHONE: lambda text: mask_phone(check_contact_phone(text)),
    Field.DOCUMENT: hint_document,
    Field.ROLL_NUMBER: mask_roll_number,
}


_RECORD = ("ethnicity", "boarding", "entry_month", "remark")
_CONTACT = ("name", "relation", "phone_hint")


def differing_titles(found: dict[str, Any]) -> str:
    """The differing items of a row in words: 民族、监护人手机号; empty where nothing differs."""
    differs = found.get("differs", ())
    return "、".join(column.title for column in COLUMNS if column.field.value in differs)


def differences(
    batch: ImportBatch, row: ImportRow, cells: list[str], place: Place, number: str
) -> list[dict[str, Any]]:
    """Label, old and new of each differing item; `number` is the 座号 kept. One query, or none."""
    differs = (row.found or {}).get("differs", ())
    if not differs or row.account_id is None:
        return []
    kept = _kept(row, place, number)
    return [
        {"label": column.title, "old": kept.get(column.field, ""), "new": _said(batch, cells, column.field)}
        for column in COLUMNS
        if column.field.value in differs
    ]


def _said(batch: ImportBatch, cells: list[str], field: Field) -> str:
    index = batch.mapping.get(field.value, -1)
    text = clean_cell(cell_text(cells[index])) if 0 <= index < len(cells) else ""
    try:
        return _SHOWN[field](text) if field in _SHOWN else text
    except Fault:
        return ""


def _kept(row: ImportRow, place: Place, number: str) -> dict[Field, str]:
    """What the school keeps; of a row that is written, what it kept before."""
    if row.before is not None:
        record, contact = row.before["record"] or ("", "", "", ""), row.before["contact"] or {}
        return _in_words(row.before["number"], *record, *(contact.get(key, "") for key in ("name", "relation", "hint")))
    record = [_column(StudentRecord, place, name) for name in _RECORD]
    contact = [_column(Contact, place, name, position=1) for name in _CONTACT]
    pupil = Account.objects.of_account(row.account_id).values_list(*record, *contact)
    return _in_words(number, *(text or "" for text in pupil.get()))


def _column(model: type[Model], place: Place, name: str, **which: int) -> Subquery:
    rows = model.objects.within(place).filter(account_id=OuterRef("id"), **which)  # type: ignore[attr-defined]
    return Subquery(rows.values(name)[:1])


def _in_words(
    number: str, ethnicity: str, boarding: str, entry_month: str, remark: str, name: str, relation: str, phone: str
) -> dict[Field, str]:
    return {
        Field.NUMBER: number,
        Field.ETHNICITY: ETHNIC_LABELS.get(ethnicity, ""),
        Field.BOARDING: BOARDING_LABELS[Boarding(boarding)] if boarding in Boarding._value2member_map_ else "",
        Field.ENTRY_MONTH: entry_month,
        Field.REMARK: remark,
        Field.CONTACT_NAME: name,
        Field.CONTACT_RELATION: RELATION_LABELS.get(relation, ""),
        Field.CONTACT_PHONE: phone,
    }
