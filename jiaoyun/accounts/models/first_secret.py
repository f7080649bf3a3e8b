"""FirstSecret: the one-time password on a printed slip; sealed, never hashed at import (security.md, finding 5)."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models.account import Account
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class FirstSecret(models.Model):
    """Opens an account once, within 14 days, and only to set a password. A reprint voids the one before."""

    scope = ScopeFields(school="organization_id", path="organization__path", account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="first_secrets")
    sealed = models.BinaryField()
    # A password that a school chose for a reset (product.md S6) is compared as typed; the ten characters of a slip are
    # read however they are written.
    exact = models.BooleanField(db_default=False, default=False)
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)
    # One printing: the page and the sheet of one run show the same secrets to the one who printed them, at one place.
    run = models.UUIDField(null=True, db_index=True)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+", db_index=False)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(used_at__isnull=True, voided_at__isnull=True),
                name="first_secret_one_open",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
