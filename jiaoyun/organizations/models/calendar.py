"""SchoolCalendar: when a school year and its terms begin, by area and stage; the nearest one up the tree counts."""

from django.db import models

from jiaoyun.organizations.models.organization import Organization
from jiaoyun.organizations.models.school import STAGE_CHOICES
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class SchoolCalendar(models.Model):
    """One school year of an area or school; an empty stage means all stages (domain.md §2.6)."""

    scope = ScopeFields(school="organization_id", path="organization__path")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="calendars")
    school_year = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=12, choices=STAGE_CHOICES, blank=True)
    starts_on = models.DateField()
    first_term_from = models.DateField()
    second_term_from = models.DateField()
    ends_on = models.DateField()

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "school_year", "stage"], name="calendar_once"),
            models.CheckConstraint(
                condition=models.Q(first_term_from__lt=models.F("second_term_from")), name="calendar_terms_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.school_year} {self.stage}"
