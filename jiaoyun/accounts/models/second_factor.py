"""Second factors: authenticator apps (TOTP, RFC 6238), passkeys (WebAuthn), recovery codes."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models.account import Account
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class Authenticator(models.Model):
    """An authenticator app. `last_step`: the latest time step that was accepted, so that a code works once."""

    scope = ScopeFields(account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="authenticators")
    sealed = models.BinaryField()
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(confirmed_at__isnull=False, removed_at__isnull=True),
                name="authenticator_one_in_use",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Passkey(models.Model):
    """A passkey: its public half. `credential_digest` is SHA-256 of the credential id."""

    scope = ScopeFields(account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="passkeys")
    credential = models.BinaryField()
    credential_digest = models.BinaryField(max_length=32, unique=True)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    transports = models.JSONField(default=list)
    label = models.CharField(max_length=40)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    def __str__(self) -> str:
        return str(self.pk)


class RecoveryCode(models.Model):
    """One of the codes that open the second door once when the device is lost; kept as a digest."""

    scope = ScopeFields(account="account_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="recovery_codes")
    digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return str(self.pk)
