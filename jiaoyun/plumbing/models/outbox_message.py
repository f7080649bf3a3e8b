"""OutboxMessage: one text message or e-mail on its way, and what became of it (docs/decisions/0006-sms.md)."""

from django.db import models
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class MessageChannel(models.TextChoices):
    """How it travels; the values are those of accounts' identifiers."""

    PHONE = "phone", "短信"
    EMAIL = "email", "邮件"


class MessageState(models.TextChoices):
    """What became of it. Unknown: the gateway may have sent it, so it is never sent a second time."""

    WAITING = "waiting", "等待发送"
    SENDING = "sending", "正在发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "没有发出"
    UNKNOWN = "unknown", "不确定是否送达"


class OutboxMessage(models.Model):
    """One message to one number. Number and values are sealed; lists show `hint`; `reason` is a code, never a text.

    `digest` is that of the number as Identifier has it. `account`: whose number it was when the message was written.
    """

    scope = ScopeFields(account="account")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    channel = models.CharField(max_length=6, choices=MessageChannel.choices)
    digest = models.BinaryField(max_length=32)
    hint = models.CharField(max_length=24)
    sealed_number = models.BinaryField()
    key = models.CharField(max_length=60)
    sealed_values = models.BinaryField()
    account = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)
    state = models.CharField(max_length=8, choices=MessageState.choices, default=MessageState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    gateway = models.CharField(max_length=12, blank=True)
    provider_id = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        indexes = [
            models.Index(fields=["digest", "id"], name="outbox_of_number"),
            models.Index(fields=["account", "id"], name="outbox_of_account"),
            models.Index(fields=["subject_id"], name="outbox_of_subject"),
            models.Index(fields=["created_at"], name="outbox_age"),
            models.Index(fields=["tried_at"], condition=models.Q(state=MessageState.SENDING), name="outbox_in_the_air"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.pk}"
