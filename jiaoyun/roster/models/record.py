"""StudentRecord and Contact: what a school keeps about a pupil beside the account. Only what the platform uses."""

from django.db import models
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account
from jiaoyun.organizations.models import School
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class StudentRecord(models.Model):
    """民族 (GB/T 3304), 就读方式 and 入学年月 of a pupil at a school."""

    scope = ScopeFields(school="school_id", path="school__organization__path", account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    ethnicity = models.CharField(max_length=2, blank=True)
    boarding = models.CharField(max_length=1, blank=True)
    entry_month = models.CharField(max_length=6, blank=True)
    remark = models.CharField(max_length=100, blank=True)

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "account"], name="record_once_a_school")]

    def __str__(self) -> str:
        return str(self.pk)


class Contact(models.Model):
    """A guardian as the school recorded it. Contacts may share a phone: they are no identifiers and log nobody in."""

    scope = ScopeFields(school="school_id", path="school__organization__path", account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=60, blank=True)
    relation = models.CharField(max_length=2, blank=True)
    phone_digest = models.BinaryField(max_length=32, null=True)
    phone_sealed = models.BinaryField(null=True)
    phone_hint = models.CharField(max_length=20, blank=True)

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "account", "position"], name="contact_position_once")]

    def __str__(self) -> str:
        return str(self.pk)
