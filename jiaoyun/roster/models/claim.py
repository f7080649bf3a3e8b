"""StudentClaim 学生注册: somebody who knows a pupil's name and number asks for the account's first password."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account
from jiaoyun.organizations.models import School
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class ClaimState(models.TextChoices):
    """Over: the account had got its password in another way before anybody decided."""

    PENDING = "pending", "待确认"
    APPROVED = "approved", "已确认"
    REJECTED = "rejected", "未通过"
    OVER = "over", "已失效"
    WITHDRAWN = "withdrawn", "已撤回"


class StudentClaim(models.Model):
    """One claim, with the phone that was proved for it. The password waits as a hash and is emptied when it ends."""

    scope = ScopeFields(school="school_id", path="school__organization__path", account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    phone_digest = models.BinaryField(max_length=32)
    phone_sealed = models.BinaryField()
    phone_hint = models.CharField(max_length=20)
    password = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.PENDING)
    submitted_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "account", "phone_digest"],
                condition=Q(state="pending"),
                name="student_claim_one_open",
            )
        ]
        indexes = [
            models.Index(fields=["school", "state", "submitted_at"], name="student_claim_of_school"),
            # Whoever claimed follows it by the phone.
            models.Index(fields=["phone_digest", "submitted_at"], name="student_claim_of_phone"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
