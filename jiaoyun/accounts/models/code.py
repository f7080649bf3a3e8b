"""Code: six digits sent to a phone or mailbox, which prove that somebody holds it (security.md, threats 2 to 5)."""

from django.db import models
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models.account import Account
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class Purpose(models.TextChoices):
    """What a code may be used for; one sent for one purpose proves nothing for another."""

    REGISTER = "register", "注册"
    LOGIN = "login", "登录"
    RECOVER = "recover", "找回密码"
    BIND = "bind", "绑定新号码"
    OLD = "old", "核对原号码"
    REPROVE = "reprove", "确认本人操作"
    SECOND_FACTOR = "second", "管理员二次验证"
    TICKET = "ticket", "提交和查询工单"
    CONFIRM = "confirm", "确认家长身份"


class Channel(models.TextChoices):
    """How it is sent; the values are those of IdentifierKind."""

    PHONE = "phone", "短信"
    EMAIL = "email", "邮件"


class Code(models.Model):
    """One code. Bound to purpose, number and browser session; 5 minutes, 5 tries, once; a new one voids the old.

    `digest` is that of the number as Identifier has it; the digits themselves are kept as a digest only. `account`:
    for whom it was asked where that is known; empty where a stranger's number is being proved.
    """

    scope = ScopeFields(account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    digest = models.BinaryField(max_length=32)
    sealed = models.BinaryField()
    code_digest = models.BinaryField(max_length=32)
    session_digest = models.BinaryField(max_length=32)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        indexes = [
            models.Index(fields=["digest", "purpose", "sent_at"], name="code_of_number"),
            models.Index(fields=["expires_at"], name="code_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
