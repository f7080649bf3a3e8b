"""ClassChoice: what to do with a class that the file names and the school does not have (没有这个班)."""

from django.db import models
from uuid_utils.compat import uuid7

from jiaoyun.organizations.models import School
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class ClassChoice(models.Model):
    """One missing class of a batch: add it, put its rows into another class, or leave them 未分班."""

    scope = ScopeFields(school="school_id", path="school__organization__path")

    ADD, OTHER, NONE = "add", "other", "none"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    batch = models.UUIDField()
    stage = models.CharField(max_length=12)
    entry_year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=6, choices=[(ADD, "新建"), (OTHER, "放进别的班"), (NONE, "先不分班")])
    school_class_id = models.UUIDField(null=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "batch", "stage", "entry_year", "number"], name="class_choice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.stage} {self.entry_year} {self.number}"
