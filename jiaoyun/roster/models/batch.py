"""ImportBatch: one file on its way into the roll."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.organizations.models import School
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class BatchState(models.TextChoices):
    """Where a batch stands. `open`: rows are checked and wait for decisions; the other open states are jobs at work."""

    MAPPING = "mapping", "列对应"
    CHECKING = "checking", "核对中"
    OPEN = "open", "等待处理"
    APPLYING = "applying", "导入中"
    UNDOING = "undoing", "撤销中"
    FINISHED = "finished", "已完成"
    ABANDONED = "abandoned", "已放弃"
    UNDONE = "undone", "已撤销"


OPEN_STATES = (
    BatchState.MAPPING,
    BatchState.CHECKING,
    BatchState.OPEN,
    BatchState.APPLYING,
    BatchState.UNDOING,
)


class ImportBatch(models.Model):
    """One open batch a school. `version` goes up with every change of rows or decisions: the fingerprint of what a
    person saw; a confirmation carries it back."""

    scope = ScopeFields(school="school_id", path="school__organization__path")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="batches")
    state = models.CharField(max_length=12, choices=BatchState.choices, default=BatchState.MAPPING)
    by = models.UUIDField()
    by_identity = models.UUIDField()
    by_name = models.CharField(max_length=60)
    file_name = models.CharField(max_length=100)
    file_path = models.CharField(max_length=200, blank=True)
    file_digest = models.CharField(max_length=64)
    sheet_index = models.PositiveSmallIntegerField(default=0)
    # The sheets that are read together (sheet/parts.py); empty where it is that one alone.
    parts = models.JSONField(default=list)
    head_row = models.PositiveIntegerField(default=0)
    head = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    # A default class for sheets that are one class's list and have no class column.
    whole_class = models.UUIDField(null=True)
    school_year = models.PositiveSmallIntegerField()
    row_count = models.PositiveIntegerField(default=0)
    # Of the sheet that is used: how many of its lines are hidden; of the file: how many other sheets are lists too.
    hidden_rows = models.PositiveIntegerField(default=0)
    other_sheets = models.PositiveSmallIntegerField(default=0)
    summary = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    fault = models.JSONField(null=True)
    job = models.UUIDField(null=True)
    runs = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    applied_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(state__in=[state.value for state in OPEN_STATES]),
                name="batch_one_open_a_school",
            )
        ]
        indexes = [models.Index(fields=["school", "created_at"], name="batch_history")]

    def __str__(self) -> str:
        return str(self.pk)
