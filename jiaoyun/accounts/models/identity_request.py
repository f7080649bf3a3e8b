"""IdentityRequest 申请: somebody asks for an identity and waits for whoever decides (product.md R0, S2)."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models.account import Account
from jiaoyun.accounts.models.identity import Identity
from jiaoyun.organizations.models import Organization, SchoolClass
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class RequestState(models.TextChoices):
    """What became of it. A rejected one may be corrected: that is a new request with `follows`."""

    PENDING = "pending", "待审核"
    APPROVED = "approved", "已通过"
    REJECTED = "rejected", "未通过"
    WITHDRAWN = "withdrawn", "已撤回"


class IdentityRequest(models.Model):
    """One request for one identity, which exists as pending beside it; `child` and `relation` for guardians."""

    scope = ScopeFields(school="organization_id", path="organization__path", account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="identity_requests")
    identity = models.ForeignKey(Identity, models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, null=True, related_name="+", db_index=False)
    child = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    relation = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.PENDING)
    submitted_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    # school, homeroom or guardian_phone: who or what confirmed it.
    decided_how = models.CharField(max_length=16, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["identity"], condition=Q(state="pending"), name="identity_request_one_open")
        ]
        indexes = [
            models.Index(fields=["organization", "role", "state", "submitted_at"], name="identity_request_of_school"),
            models.Index(fields=["account", "submitted_at"], name="identity_request_of_account"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"
