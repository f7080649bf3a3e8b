"""An account's authenticator app: the one in use, and one that is being set up."""

from datetime import datetime, timedelta
from uuid import UUID

from jiaoyun.accounts.models import Authenticator
from jiaoyun.accounts.second_factor.needs import apps_of

SET_UP_WITHIN = timedelta(minutes=30)


def app_in_use(account_id: UUID) -> Authenticator | None:
    """The app whose codes count; None where there is none."""
    row: Authenticator | None = apps_of(account_id).first()
    return row


def begun_app(account_id: UUID, now: datetime) -> Authenticator | None:
    """The app that waits for its first code, begun within half an hour."""
    rows = Authenticator.objects.of_account(account_id).filter(
        confirmed_at__isnull=True, removed_at__isnull=True, added_at__gt=now - SET_UP_WITHIN
    )
    row: Authenticator | None = rows.order_by("-added_at").first()
    return row
