"""Putting the first password on a pupil's account: slips that were printed for it are void."""

from datetime import datetime

from jiaoyun.accounts.models import Account, FirstSecret


def put_password(account: Account, password_hash: str, *, now: datetime) -> None:
    """Set the password of a locked account that has none; inside the caller's command."""
    account.password, account.password_at = password_hash, now
    account.session_epoch += 1
    account.version += 1
    account.save(update_fields=["password", "password_at", "session_epoch", "version"])
    secrets = FirstSecret.objects.of_account(account.id).filter(used_at__isnull=True, voided_at__isnull=True)
    secrets.update(voided_at=now)
