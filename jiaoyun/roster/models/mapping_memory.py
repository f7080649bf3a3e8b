"""MappingMemory: how a school's own layout was matched last time."""

from django.db import models
from uuid_utils.compat import uuid7

from jiaoyun.organizations.models import School
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class MappingMemory(models.Model):
    """The columns of one layout (by the digest of its heads) as this school matched them."""

    scope = ScopeFields(school="school_id", path="school__organization__path")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    head_digest = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "head_digest"], name="mapping_once_a_layout")]

    def __str__(self) -> str:
        return str(self.pk)
