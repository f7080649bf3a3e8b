"""Keeps what a block is about to change, so that undo can put it back: read once, written with the outcome."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

from jiaoyun.plumbing.bulk import lookup_table
from jiaoyun.plumbing.native import as_uuid

_BEFORE = """
SELECT r.line, c.school_id, c.enrolment_id, c.state, c.version, e.school_class_id, e.number, a.state,
    k.ethnicity, k.boarding, k.entry_month, k.remark,
    t.id, t.name, t.relation, t.phone_digest, t.phone_sealed, t.phone_hint, e.closed_at, s.document_id, s.roll_id
FROM lookup_rows r JOIN lookup_stages s ON s.line = r.line
JOIN roster_currentenrolment c ON c.account_id = r.account_id
JOIN accounts_account a ON a.id = r.account_id
LEFT JOIN roster_enrolment e ON e.id = c.enrolment_id AND e.school_id = r.school_id
LEFT JOIN roster_studentrecord k ON k.school_id = r.school_id AND k.account_id = r.account_id
LEFT JOIN roster_contact t ON t.school_id = r.school_id AND t.account_id = r.account_id AND t.position = 1
WHERE r.account_id IS NOT NULL
"""


@contextmanager
def what_stands_before(parameters: dict[str, Any]) -> Iterator[None]:
    """`lookup_before`: line and JSON of the block's rows about people who exist, for the statement that settles them.

    Seals are kept as seals: nothing is opened here.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE, parameters)
        kept = [(row[0], _as_json(row)) for row in cursor.fetchall()]
    with lookup_table("before", {"line": models.IntegerField(), "before": models.JSONField()}, kept):
        yield


def _as_json(row: Any) -> dict[str, Any]:
    _, school, enrolment, state, version, school_class, number, account_state, *kept = row
    ethnicity, boarding, entry_month, remark, contact, name, relation, digest, sealed, hint, *rest = kept
    closed_at, *bound = rest
    return {
        "closed_at": str(closed_at) if closed_at else None,
        "bound": [str(as_uuid(key)) for key in bound if key],
        "school": school,
        "enrolment": str(as_uuid(enrolment)),
        "state": state,
        "version": version,
        "class": str(as_uuid(school_class)) if school_class else None,
        "number": number or "",
        "account_state": account_state,
        "record": None if ethnicity is None else [ethnicity, boarding, entry_month, remark],
        "contact": None
        if contact is None
        else {
            "id": str(as_uuid(contact)),
            "name": name,
            "relation": relation,
            "digest": bytes(digest).hex() if digest else None,
            "sealed": bytes(sealed).hex() if sealed else None,
            "hint": hint,
        },
    }
