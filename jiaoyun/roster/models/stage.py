"""ImportStage: the sealed half of a row and the keys that its new rows will have; erased when the batch closes."""

from django.db import models

from jiaoyun.organizations.models import School
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class ImportStage(models.Model):
    """Cells as in the file (sealed), and everything that 导入 copies set-wise into the tables.

    Seals are made for the row they will live in (associated data = kind + row id), so the ids are given here. A line
    that writes nobody is staged in seven columns; the database fills in the rest.
    """

    scope = ScopeFields(school="school_id", path="school__organization__path")

    pk = models.CompositePrimaryKey("school_id", "batch_id", "line")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    batch_id = models.UUIDField()
    line = models.PositiveIntegerField()
    cells = models.BinaryField()
    account_id = models.UUIDField(null=True)
    name_key = models.CharField(max_length=120, blank=True, db_default="")
    sort_key = models.CharField(max_length=120, blank=True, db_default="")
    name_pinyin = models.CharField(max_length=160, blank=True, db_default="")
    name_initials = models.CharField(max_length=60, blank=True, db_default="")
    sex = models.CharField(max_length=1, blank=True, db_default="")
    birth_date = models.DateField(null=True)
    identity_id = models.UUIDField(null=True)
    enrolment_id = models.UUIDField(null=True)
    number = models.CharField(max_length=12, blank=True, db_default="")
    document_id = models.UUIDField(null=True)
    document_kind = models.CharField(max_length=1, blank=True, db_default="")
    document_digest = models.BinaryField(null=True)
    document_sealed = models.BinaryField(null=True)
    document_hint = models.CharField(max_length=24, blank=True, db_default="")
    roll_id = models.UUIDField(null=True)
    roll_digest = models.BinaryField(null=True)
    roll_sealed = models.BinaryField(null=True)
    roll_hint = models.CharField(max_length=24, blank=True, db_default="")
    record_id = models.UUIDField(null=True)
    ethnicity = models.CharField(max_length=2, blank=True, db_default="")
    boarding = models.CharField(max_length=1, blank=True, db_default="")
    entry_month = models.CharField(max_length=6, blank=True, db_default="")
    remark = models.CharField(max_length=100, blank=True, db_default="")
    contact_id = models.UUIDField(null=True)
    contact_name = models.CharField(max_length=60, blank=True, db_default="")
    contact_relation = models.CharField(max_length=2, blank=True, db_default="")
    phone_digest = models.BinaryField(null=True)
    phone_sealed = models.BinaryField(null=True)
    phone_hint = models.CharField(max_length=20, blank=True, db_default="")

    objects = ScopedManager()

    def __str__(self) -> str:
        return f"{self.batch_id} {self.line}"
