"""Second factors of the tests' people: an authenticator app with a key that the test knows."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import Authenticator, Identifier, IdentifierKind
from jiaoyun.accounts.second_factor.needs import apps_of
from jiaoyun.accounts.second_factor.totp import current_code, new_secret, sealed_secret, secret_of


def give_app(account_id: UUID) -> Authenticator:
    """An app that is set up for this account; the one that it has, where it has one."""
    had: Authenticator | None = apps_of(account_id).first()
    if had is not None:
        return had
    now, key = timezone.now(), uuid7()
    row = Authenticator(id=key, account_id=account_id, sealed=sealed_secret(key, new_secret()), added_at=now)
    row.confirmed_at = now
    row.save(force_insert=True)
    return row


def code_of(account_id: UUID, now: datetime | None = None) -> str:
    """The code that the app shows now."""
    return current_code(secret_of(apps_of(account_id).get()), now or timezone.now())


def fresh_code_of(account_id: UUID) -> str:
    """The code of now as if none was used before: a person waits half a minute for the next one, a test does not."""
    apps_of(account_id).update(last_step=0)
    return code_of(account_id)


def account_named(account_name: str) -> UUID | None:
    """Whose account name this is; None for what is no account name of anybody."""
    digest = digest_of(IdentifierKind.ACCOUNT_NAME, account_name)
    rows = Identifier.objects.everywhere("the test's own people").filter(digest=digest, released_at__isnull=True)
    found: UUID | None = rows.values_list("account_id", flat=True).first()
    return found
