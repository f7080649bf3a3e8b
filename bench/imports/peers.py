"""The peers: django-import-export over one plain table, and row-by-row ORM over the tables that the floor writes.

django-import-export has no notion of several tables, seals, clashes or places: it gets one row a person with all
columns of the sheet in plain text and two unique indexes (peer_model). It does less than the floor.
"""

import os
import time
from datetime import date
from pathlib import Path
from typing import Any

import django

from bench.imports.talk import serve

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.imports.peer_settings"
django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from import_export import fields, resources  # noqa: E402
from import_export.formats.base_formats import XLSX  # noqa: E402
from import_export.instance_loaders import CachedInstanceLoader  # noqa: E402
from uuid_utils.compat import uuid7  # noqa: E402

from bench.imports.counting import counted  # noqa: E402
from bench.imports.peer_model import Pupil  # noqa: E402
from jiaoyun.accounts.identifiers import digest_of, hint_of  # noqa: E402
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind, Identity  # noqa: E402
from jiaoyun.organizations.models import SchoolClass  # noqa: E402
from jiaoyun.plumbing.sealing import seal  # noqa: E402
from jiaoyun.roster.models import CurrentEnrolment, Enrolment  # noqa: E402
from jiaoyun.rules.documents import check_document  # noqa: E402
from jiaoyun.rules.names import initials, name_key, pinyin, sort_key  # noqa: E402

_WHY = "the benchmark's own people"


class PupilResource(resources.ModelResource):
    """Pupils by the columns of the sheet, found by their document; the document's check digit is validated."""

    name = fields.Field(attribute="name", column_name="姓名")
    sex = fields.Field(attribute="sex", column_name="性别")
    document = fields.Field(attribute="document", column_name="身份证件号")
    roll_number = fields.Field(attribute="roll_number", column_name="学籍号")
    birth_date = fields.Field(attribute="birth_date", column_name="出生日期")
    ethnicity = fields.Field(attribute="ethnicity", column_name="民族")
    class_text = fields.Field(attribute="class_text", column_name="班级")
    guardian = fields.Field(attribute="guardian", column_name="监护人姓名")
    phone = fields.Field(attribute="phone", column_name="监护人手机号")
    name_key = fields.Field(attribute="name_key", column_name="name_key")
    sort_key = fields.Field(attribute="sort_key", column_name="sort_key")
    name_pinyin = fields.Field(attribute="name_pinyin", column_name="name_pinyin")
    name_initials = fields.Field(attribute="name_initials", column_name="name_initials")

    class Meta:
        model = Pupil
        import_id_fields = ("document",)
        fields = [
            *("name", "sex", "document", "roll_number", "birth_date", "ethnicity", "class_text", "guardian", "phone"),
            *("name_key", "sort_key", "name_pinyin", "name_initials"),
        ]

    def before_import_row(self, row: Any, **named: Any) -> None:
        name = row["姓名"]
        row["身份证件号"] = check_document(row["身份证件号"], None, today=timezone.localdate()).number
        row["性别"] = {"男": "1", "女": "2"}[row["性别"]]
        row["出生日期"] = date.fromisoformat(row["出生日期"])
        row["name_key"], row["sort_key"] = name_key(name), sort_key(name)
        row["name_pinyin"], row["name_initials"] = pinyin(name), initials(name)


class BulkPupilResource(PupilResource):
    """The same at its best: 1,000 rows at once, no diffs, all instances of the sheet read by one query."""

    class Meta(PupilResource.Meta):
        use_bulk = True
        batch_size = 1000
        skip_diff = True
        instance_loader_class = CachedInstanceLoader


class BulkUnchangedResource(BulkPupilResource):
    """The same for a sheet that was imported before: rows that change nothing are skipped."""

    class Meta(BulkPupilResource.Meta):
        skip_diff = False
        skip_unchanged = True
        report_skipped = False


_RESOURCES = {"default": PupilResource, "bulk": BulkPupilResource, "bulk unchanged": BulkUnchangedResource}


def import_export(path: str, mode: str) -> dict[str, Any]:
    """Import a sheet for good, its reading included."""
    began = time.perf_counter()
    dataset = XLSX().create_dataset(Path(path).read_bytes())
    read = time.perf_counter()
    with counted() as statements:
        result = _RESOURCES[mode]().import_data(dataset, raise_errors=True)
    ended = time.perf_counter()
    totals = {key: count for key, count in result.totals.items() if count}
    times = {"ms": (ended - began) * 1000, "read": (read - began) * 1000}
    return {**times, "totals": totals, "statements": statements.total}


def row_by_row(path: str, school: int, rows: int) -> dict[str, Any]:
    """get_or_create for each row in one transaction, with the same digests and seals."""
    dataset = XLSX().create_dataset(Path(path).read_bytes())[:rows]
    classes = list(SchoolClass.objects.everywhere(_WHY).filter(school_id=school))
    began = time.perf_counter()
    with counted() as statements, transaction.atomic():
        created = sum(_row(row, school, classes[at % len(classes)]) for at, row in enumerate(dataset))
    took = (time.perf_counter() - began) * 1000
    return {"ms": took, "created": created, "statements": statements.total}


def _row(row: tuple[Any, ...], school: int, school_class: SchoolClass) -> bool:
    now, name = timezone.now(), row[0]
    number = check_document(row[2], None, today=timezone.localdate()).number
    document = digest_of(IdentifierKind.DOCUMENT, number, document_kind="1")
    known = Identifier.objects.everywhere(_WHY).filter(kind="document", digest=document, released_at=None).first()
    account_id = known.account_id if known else uuid7()
    account, created = Account.objects.everywhere(_WHY).get_or_create(
        id=account_id,
        defaults={"name": name, "name_key": name_key(name), "sort_key": sort_key(name), "name_pinyin": pinyin(name),
                  "name_initials": initials(name), "birth_date": date.fromisoformat(row[4]), "created_at": now},
    )  # fmt: skip
    for kind, document_kind, text in ((IdentifierKind.DOCUMENT, "1", number), (IdentifierKind.ROLL_NUMBER, "", row[3])):
        key = uuid7()
        digest = digest_of(kind, text, document_kind=document_kind)
        Identifier.objects.everywhere(_WHY).get_or_create(
            kind=kind, digest=digest, released_at=None,
            defaults={"id": key, "account": account, "document_kind": document_kind, "bound_at": now,
                      "hint": hint_of(kind, text), "sealed": seal("identifier", key, text)},
        )  # fmt: skip
    enrolment, _ = Enrolment.objects.everywhere(_WHY).get_or_create(
        school_id=school, account=account, closed_at=None, defaults={"school_class": school_class, "opened_at": now}
    )
    CurrentEnrolment.objects.everywhere(_WHY).get_or_create(
        account=account, defaults={"school_id": school, "enrolment": enrolment, "state": "enrolled"}
    )
    Identity.objects.everywhere(_WHY).get_or_create(
        account=account, role="student", organization_id=school, defaults={"state": "active", "since": now}
    )
    return bool(created)


if __name__ == "__main__":
    serve({"import_export": import_export, "row_by_row": row_by_row})
