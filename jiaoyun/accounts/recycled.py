"""Numbers that may have another holder by now: what proves them proves less (security.md §7, recycled phone)."""

from datetime import datetime, timedelta

from jiaoyun.accounts.models import Account, Identifier

#: A number that nobody used for so long may belong to somebody else by now.
STALE = timedelta(days=180)


def is_stale(account: Account, bound: Identifier, now: datetime) -> bool:
    """Whether nobody showed for so long that this account and this number of it belong together."""
    times = (bound.bound_at, account.last_login_at, account.password_at)
    return now - max(at for at in times if at is not None) > STALE
