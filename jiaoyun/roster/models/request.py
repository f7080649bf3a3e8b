"""RosterRequest: rows that a school may not settle itself (③ ④ ⑤ and 号码冲突), put before the county."""

from django.db import models
from uuid_utils.compat import uuid7

from jiaoyun.organizations.models import Organization, School
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields
from jiaoyun.roster.models.row import RowClass


class RequestState(models.TextChoices):
    """A request is open until somebody above answers its ticket or the school takes it back."""

    OPEN = "open", "等待处理"
    ANSWERED = "answered", "已答复"
    WITHDRAWN = "withdrawn", "已收回"


class RosterRequest(models.Model):
    """The rows of one class of one batch, and the county that sees them. Names are masked there, numbers last four."""

    scope = ScopeFields(school="school_id", path="school__organization__path")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    county = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    batch = models.UUIDField()
    row_class = models.CharField(max_length=20, choices=RowClass.choices)
    lines = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.OPEN)
    by = models.UUIDField()
    # The ticket that carries it to the desks (roster/asking.py).
    ticket = models.UUIDField(null=True)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "batch", "row_class"],
                condition=models.Q(state="open"),
                name="roster_request_once_open",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
