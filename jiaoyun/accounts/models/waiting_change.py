"""WaitingChange: a change of who controls an account that must wait and can be stopped (security.md, Decided 10)."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models.account import Account
from jiaoyun.accounts.models.identifier import Identifier
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class WaitingKind(models.TextChoices):
    """What will happen when the time is over."""

    MOVE_PHONE = "move_phone", "更换手机号"
    MOVE_EMAIL = "move_email", "更换邮箱"
    UNBIND_PHONE = "unbind_phone", "解绑手机号"
    UNBIND_DOCUMENT = "unbind_document", "解绑身份证件"


class WaitingState(models.TextChoices):
    """Waiting until due; then done, unless somebody stopped it."""

    WAITING = "waiting", "等待中"
    DONE = "done", "已完成"
    CANCELLED = "cancelled", "已取消"


class WaitingChange(models.Model):
    """Asked by one, told to the old number with a cancel link, due 48 h later.

    `needs_second`: it also waits for another person, who is neither the one that asked nor the one whose account it
    is. `new_sealed` is sealed under kind waiting-change with the row's id; `cancel_digest` that of the link's token.
    """

    scope = ScopeFields(account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=16, choices=WaitingKind.choices)
    account = models.ForeignKey(Account, models.PROTECT, related_name="waiting_changes")
    identifier = models.ForeignKey(Identifier, models.PROTECT, null=True, related_name="+", db_index=False)
    new_kind = models.CharField(max_length=10, blank=True)
    new_digest = models.BinaryField(max_length=32, null=True)
    new_sealed = models.BinaryField(null=True)
    new_hint = models.CharField(max_length=24, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    ticket = models.UUIDField(null=True)
    asked_by = models.UUIDField(null=True)
    asked_as = models.CharField(max_length=16, blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    needs_second = models.BooleanField(default=False)
    second_by = models.UUIDField(null=True)
    second_at = models.DateTimeField(null=True)
    cancel_digest = models.BinaryField(max_length=32, unique=True)
    state = models.CharField(max_length=10, choices=WaitingState.choices, default=WaitingState.WAITING)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=40, blank=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind"], condition=Q(state="waiting"), name="waiting_change_one_a_kind"
            )
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(state="waiting"), name="waiting_change_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
