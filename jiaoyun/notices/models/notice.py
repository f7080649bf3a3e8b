"""Notice 消息: kind + values, rendered when read; to one account, or to whoever holds a role at an organization."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class Notice(models.Model):
    """One message. Values hold ids, counts and masked hints only."""

    scope = ScopeFields(school="organization_id", path="organization__path", account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+", db_index=False)
    role = models.CharField(max_length=16, blank=True)
    kind = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.UUIDField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=False) | Q(organization__isnull=False), name="notice_has_reader"
            )
        ]
        indexes = [
            models.Index(fields=["account", "created_at"], name="notice_of_account"),
            models.Index(fields=["organization", "role", "created_at"], name="notice_of_place"),
            # The badge of every page counts what is new.
            models.Index(fields=["account"], condition=Q(read_at__isnull=True), name="notice_new_of_account"),
            models.Index(
                fields=["organization", "role"], condition=Q(read_at__isnull=True), name="notice_new_of_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
