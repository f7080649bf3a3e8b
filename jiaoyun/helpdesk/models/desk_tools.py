"""What a desk works with: saved answers, who is looking at a ticket now; and counts of people who helped themselves."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account
from jiaoyun.helpdesk.models.ticket import Ticket
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class SavedAnswer(models.Model):
    """An answer that a desk gives often; `kind` empty: for every kind of ticket. Put away, never deleted."""

    scope = ScopeFields(school="organization_id", path="organization__path")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    level = models.CharField(max_length=10)
    kind = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=40)
    text = models.CharField(max_length=1000)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "level", "title"],
                condition=Q(put_away_at__isnull=True),
                name="saved_answer_title",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Presence(models.Model):
    """Somebody of a desk has the ticket open; `typing_at`: is writing an answer."""

    scope = ScopeFields(account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+", db_index=False)
    seen_at = models.DateTimeField()
    typing_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "account"], name="presence_once")]

    def __str__(self) -> str:
        return str(self.pk)


class SelfHelp(models.Model):
    """How often in a day a way out of a ticket's first page was followed, and how often people came back after all."""

    scope = ScopeFields()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    day = models.DateField()
    kind = models.CharField(max_length=40)
    followed = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "kind"], name="self_help_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"
