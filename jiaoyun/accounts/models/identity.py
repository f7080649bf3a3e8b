"""Identity 身份: account × role × organization (× class, × child), with a state and dates."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models.account import Account
from jiaoyun.organizations.models import Organization, SchoolClass
from jiaoyun.plumbing.actor import ROLE_LABELS
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class IdentityState(models.TextChoices):
    """Pending waits for a review; ended keeps the history."""

    PENDING = "pending", "待审核"
    ACTIVE = "active", "有效"
    ENDED = "ended", "已结束"


_LIVE = Q(state__in=["pending", "active"])
_BY_ORGANIZATION = ("student", "teacher", "school_admin", "county_admin", "city_admin", "province_admin", "support")


class Identity(models.Model):
    """A role at a place. Each role has its own unique rule, naming only the columns that it uses."""

    scope = ScopeFields(school="organization_id", path="organization__path", account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="identities")
    role = models.CharField(max_length=16, choices=[(role.value, label) for role, label in ROLE_LABELS.items()])
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, null=True, related_name="+", db_index=False)
    child = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=IdentityState.choices, default=IdentityState.ACTIVE)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    granted_by = models.UUIDField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["account", "organization"],
                    condition=_LIVE & Q(role=role),
                    name=f"identity_{role}_once",
                )
                for role in _BY_ORGANIZATION
            ),
            models.UniqueConstraint(
                fields=["account", "school_class"], condition=_LIVE & Q(role="homeroom"), name="identity_homeroom_once"
            ),
            models.UniqueConstraint(
                fields=["account", "child"], condition=_LIVE & Q(role="guardian"), name="identity_guardian_once"
            ),
            models.UniqueConstraint(
                fields=["account", "organization"],
                condition=_LIVE & Q(role="inspector"),
                name="identity_inspector_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "role"],
                condition=_LIVE & ~Q(role="student"),
                name="identity_staff_of_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"
