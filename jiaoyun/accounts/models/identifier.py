"""Identifier: whatever says who somebody is. Binding adds a row, unbinding releases it, moving does both."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models.account import Account
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class IdentifierKind(models.TextChoices):
    """The kinds. A document's digest covers its type and number, so a passport never meets an ID number."""

    DOCUMENT = "document", "身份证件"
    ROLL_NUMBER = "roll", "学籍号"
    PLATFORM_NUMBER = "platform", "平台学号"
    PHONE = "phone", "手机号"
    EMAIL = "email", "邮箱"
    ACCOUNT_NAME = "name", "账号"
    OUTSIDE = "outside", "终身学习账号"


class Identifier(models.Model):
    """One number or name bound to one account; unique while bound, kept as history afterwards."""

    scope = ScopeFields(account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=IdentifierKind.choices)
    # For documents the type of GB/T / 学籍系统 (DocumentKind); empty for all others.
    document_kind = models.CharField(max_length=1, blank=True)
    digest = models.BinaryField(max_length=32)
    sealed = models.BinaryField()
    hint = models.CharField(max_length=24)
    bound_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    released_why = models.CharField(max_length=40, blank=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "digest"], condition=Q(released_at__isnull=True), name="identifier_bound_once"
            )
        ]
        indexes = [models.Index(fields=["account", "kind"], name="identifier_of_account")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
