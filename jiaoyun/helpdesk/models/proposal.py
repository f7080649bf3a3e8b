"""Proposal: what one person proposes and another must confirm (security.md, Decided 5 and §7)."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account
from jiaoyun.helpdesk.models.ticket import Ticket
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class ProposalState(models.TextChoices):
    """Open until the second person decides."""

    OPEN = "open", "等待确认"
    CONFIRMED = "confirmed", "已确认"
    DECLINED = "declined", "没有同意"


class Proposal(models.Model):
    """A cure that takes two people. `account`: whose account changes; `into`: the account that keeps, in a merge.

    The database holds that the two are two, and neither of them the one whose account it is.
    """

    scope = ScopeFields(account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="proposals")
    cure = models.CharField(max_length=60)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    into = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    by_identity = models.UUIDField()
    at = models.DateTimeField()
    second_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    second_identity = models.UUIDField(null=True)
    second_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket"], condition=Q(state="open"), name="proposal_one_open"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | (Q(second_by__isnull=False) & ~Q(second_by=F("by"))),
                name="proposal_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(by=F("account")) & (Q(second_by__isnull=True) | ~Q(second_by=F("account"))),
                name="proposal_not_ones_own",
            ),
            models.CheckConstraint(
                condition=Q(into__isnull=True)
                | (~Q(by=F("into")) & ~Q(account=F("into")) & (Q(second_by__isnull=True) | ~Q(second_by=F("into")))),
                name="proposal_not_into_ones_own",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cure} {self.pk}"
