"""ClassWish: a pupil asks for another class of the own school, and the school confirms or declines (product.md I1)."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account
from jiaoyun.organizations.models import School, SchoolClass
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class WishState(models.TextChoices):
    """Withdrawn by the pupil, or because the pupil left the school or came into the class in another way."""

    PENDING = "pending", "待确认"
    APPROVED = "approved", "已确认"
    REJECTED = "rejected", "未通过"
    WITHDRAWN = "withdrawn", "已撤回"


class ClassWish(models.Model):
    """One wish: into which class; the class it was asked from is `from_class`, null for 未分班."""

    scope = ScopeFields(school="school_id", path="school__organization__path", account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    from_class = models.UUIDField(null=True)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=WishState.choices, default=WishState.PENDING)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "account"], condition=Q(state="pending"), name="class_wish_one_open"
            )
        ]
        indexes = [models.Index(fields=["school", "state", "asked_at"], name="class_wish_of_school")]

    def __str__(self) -> str:
        return str(self.pk)
