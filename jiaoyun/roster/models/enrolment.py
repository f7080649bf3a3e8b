"""Enrolment 在籍: who is, or was, on a school's roll (OneRoster: enrollment of a student)."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account
from jiaoyun.organizations.models import School, SchoolClass
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class EnrolmentState(models.TextChoices):
    """The states of a roll entry (product.md). Withdrawn: the import that made it was undone."""

    ENROLLED = "enrolled", "在读"
    GRADUATED = "graduated", "毕业"
    LEFT = "left", "已转出"
    DELETED = "deleted", "已删除"
    WITHDRAWN = "withdrawn", "已撤回"


class Enrolment(models.Model):
    """One stay of a pupil at a school; `school_class` is null while 未分班. A transfer closes it and adds another."""

    scope = ScopeFields(school="school_id", path="school__organization__path", account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="enrolments", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="enrolments")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, null=True, related_name="enrolments", db_index=False)
    state = models.CharField(max_length=12, choices=EnrolmentState.choices, default=EnrolmentState.ENROLLED)
    number = models.CharField(max_length=12, blank=True)
    opened_at = models.DateTimeField()
    opened_by_batch = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "account"], condition=Q(closed_at__isnull=True), name="enrolment_once_a_school"
            )
        ]
        indexes = [models.Index(fields=["school", "state", "school_class"], name="enrolment_of_school")]

    def __str__(self) -> str:
        return str(self.pk)


class CurrentEnrolment(models.Model):
    """The latest enrolment of an account, whatever its state; the row that an import classifies by.

    Kept after graduation and deletion. Only a command that names the version it saw may change it.
    """

    scope = ScopeFields(school="school_id", path="school__organization__path", account="account_id")

    account = models.OneToOneField(Account, models.PROTECT, primary_key=True, related_name="current_enrolment")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=12, choices=EnrolmentState.choices)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager()

    def __str__(self) -> str:
        return str(self.account_id)


class EnrolmentChange(models.Model):
    """One change of an enrolment: class moved, restored, given up to another school. The pupil's history."""

    scope = ScopeFields(school="school_id", path="school__organization__path", account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    from_class = models.UUIDField(null=True)
    to_class = models.UUIDField(null=True)
    batch = models.UUIDField(null=True)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["school", "account", "at"], name="enrolment_history")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
