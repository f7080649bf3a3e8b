"""Case: support looks at the one person whom a ticket concerns, for two hours, with a reason (security.md, 5)."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account
from jiaoyun.helpdesk.models.ticket import Ticket
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class Case(models.Model):
    """One look. Opening another one closes it: a clerk has one person before the eyes."""

    scope = ScopeFields(account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="cases")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    identity = models.UUIDField()
    reason = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by"], condition=Q(closed_at__isnull=True), name="case_one_a_clerk"),
            models.CheckConstraint(condition=~Q(account=models.F("by")), name="case_not_about_oneself"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
