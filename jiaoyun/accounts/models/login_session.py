"""LoginSession: where somebody is logged in, as 个人中心 lists it; ending one deletes the session itself."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models.account import Account
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class LoginSession(models.Model):
    """One log-in on one browser. `device` says browser and system in words; `network` is a masked address."""

    scope = ScopeFields(account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="login_sessions")
    session_key = models.CharField(max_length=40)
    device = models.CharField(max_length=60)
    network = models.CharField(max_length=50, blank=True)
    how = models.CharField(max_length=20)
    public_computer = models.BooleanField(default=False)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session_key"], condition=Q(ended_at__isnull=True), name="login_session_open"
            )
        ]
        indexes = [models.Index(fields=["account", "began_at"], name="login_session_of_account")]

    def __str__(self) -> str:
        return str(self.pk)
