"""Account: a natural person who may log in."""

from django.db import models
from uuid_utils.compat import uuid7

from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class AccountState(models.TextChoices):
    """product.md, "States of an account". Withdrawn: an import's undo took back what it had made (not 回收站)."""

    ACTIVE = "active", "正常"
    FROZEN = "frozen", "冻结"
    DELETED = "deleted", "已删除"
    PURGED = "purged", "已清除"
    WITHDRAWN = "withdrawn", "已撤回"


class Account(models.Model):
    """The person. Name, sex and birth date are plain; every number about the person is an `Identifier`, sealed."""

    scope = ScopeFields(account="id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=60)
    # name_key: equal for spellings of one name (rules.names).
    name_key = models.CharField(max_length=120)
    # Pinyin order for lists: neither database sorts Chinese names alike (stack.md, pitfall 4).
    sort_key = models.CharField(max_length=120)
    name_pinyin = models.CharField(max_length=160, blank=True)
    name_initials = models.CharField(max_length=60, blank=True)
    sex = models.CharField(max_length=1, default="0")
    birth_date = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=AccountState.choices, default=AccountState.ACTIVE)
    state_reason = models.CharField(max_length=200, blank=True)
    # Who froze or deleted it, and as what: 「账号被冻结」 leads to the level that did it (product.md L5).
    state_by = models.UUIDField(null=True)
    state_role = models.CharField(max_length=16, blank=True, db_default="")
    state_organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+", db_index=False)
    state_at = models.DateTimeField(null=True)
    # Empty: no password of one's own yet; only a first secret opens the account.
    password = models.CharField(max_length=160, blank=True)
    password_at = models.DateTimeField(null=True)
    # When the level above took the second factor away: it does not reset the password too within the same two days.
    factor_reset_at = models.DateTimeField(null=True)
    # Counted up whenever sessions must end (new password, power taken away); a session carries that of its beginning.
    session_epoch = models.PositiveIntegerField(default=0)
    last_login_at = models.DateTimeField(null=True)
    last_identity = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager()

    def __str__(self) -> str:
        return str(self.pk)
