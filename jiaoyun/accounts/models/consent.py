"""Consent: who agreed to what, for whom, in which version, how, and when it was withdrawn (domain.md §3.1)."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models.account import Account
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class Consent(models.Model):
    """One consent of the ledger. For a child under fourteen `given_by` is a guardian (PIPL art. 31)."""

    scope = ScopeFields(account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    given_by = models.ForeignKey(Account, models.PROTECT, related_name="consents_given")
    channel = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "purpose", "version"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_once_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
