"""What was changed about a person, so that it can be read and put back: names and documents (product.md I1)."""

from django.db import models
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models.account import Account
from jiaoyun.accounts.models.identifier import Identifier
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class NameChange(models.Model):
    """A name that a school corrected, with the reason."""

    scope = ScopeFields(school="organization_id", path="organization__path", account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="name_changes")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    old_name = models.CharField(max_length=60)
    new_name = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)
    by = models.UUIDField()
    at = models.DateTimeField()

    objects = ScopedManager()

    def __str__(self) -> str:
        return str(self.pk)


class DocumentChange(models.Model):
    """An ID document that its owner corrected; the school may put the old one back until `reversible_until`."""

    scope = ScopeFields(school="organization_id", path="organization__path", account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="document_changes")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+", db_index=False)
    old = models.ForeignKey(Identifier, models.PROTECT, null=True, related_name="+", db_index=False)
    new = models.ForeignKey(Identifier, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    reversible_until = models.DateTimeField()
    reversed_at = models.DateTimeField(null=True)
    reversed_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["organization", "at"], name="document_change_of_school")]

    def __str__(self) -> str:
        return str(self.pk)
