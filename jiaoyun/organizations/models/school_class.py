"""SchoolClass 班级: entry year, stage and number; its name and grade follow from today's school year."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.organizations.models.school import STAGE_CHOICES, School
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class ClassState(models.TextChoices):
    """A class is open until it graduates; a closed one was made by mistake or merged."""

    OPEN = "open", "在办"
    GRADUATED = "graduated", "已毕业"
    CLOSED = "closed", "已撤"


class SchoolClass(models.Model):
    """A class of a school. Grades are never stored: entry year + stage + today's school year give them."""

    scope = ScopeFields(school="school_id", path="school__organization__path")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="classes")
    stage = models.CharField(max_length=12, choices=STAGE_CHOICES)
    entry_year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    alias = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=12, choices=ClassState.choices, default=ClassState.OPEN)
    created_at = models.DateTimeField()
    # The import that added this class, so that its undo can take an empty class back.
    added_by_batch = models.UUIDField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "stage", "entry_year", "number"],
                condition=Q(state="open"),
                name="class_once_while_open",
            ),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=99), name="class_number_range"),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.stage} {self.entry_year} {self.number}"

    def place_in(self, school: Place) -> Place:
        """The class as a place, given its school's."""
        return school.at_class(self.pk)
