"""School: what a school has beside its place in the tree, and its stages (学制)."""

from django.db import models

from jiaoyun.organizations.models.organization import Organization
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields
from jiaoyun.rules.grades import Stage as StageName

STAGE_CHOICES = [(stage.value, stage.label) for stage in StageName]


class School(models.Model):
    """The school beside its organization; the primary key is the organization's id, so `school_id` is one number."""

    scope = ScopeFields(school="organization_id", path="organization__path")

    organization = models.OneToOneField(Organization, models.PROTECT, primary_key=True, related_name="school")
    # 学校标识码 has validity of its own (a class of school that changes gets a new one): an attribute, never a key.
    school_code = models.CharField(max_length=10, blank=True, db_index=True)
    school_type = models.CharField(max_length=3)
    urban_rural = models.CharField(max_length=3, blank=True)
    opened_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    def __str__(self) -> str:
        return str(self.organization_id)


class Stage(models.Model):
    """One stage that a school runs: how many years, from which grade (a 教学点 may have only grades 1 to 3)."""

    scope = ScopeFields(school="school_id", path="school__organization__path")

    school = models.ForeignKey(School, models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=12, choices=STAGE_CHOICES)
    years = models.PositiveSmallIntegerField()
    first_grade = models.PositiveSmallIntegerField(default=1)

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "stage"], name="stage_once_a_school")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.stage}"
