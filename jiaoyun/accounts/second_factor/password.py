"""The password as a proof that it is still the same person."""

from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.hashers import is_right_password
from jiaoyun.accounts.models import Account
from jiaoyun.accounts.second_factor.tries import admit_reproof_try, forgive_reproof_tries
from jiaoyun.plumbing.refusals import Refused


def check_password_again(account_id: UUID, typed: str, *, now: datetime) -> None:
    """Refuse accounts.reproof.wrong and .too_many."""
    admit_reproof_try(account_id, now=now)
    encoded = Account.objects.of_account(account_id).values_list("password", flat=True).get()
    if not is_right_password(typed, encoded):
        raise Refused("accounts.reproof.wrong")
    forgive_reproof_tries(account_id)


def has_password(account_id: UUID) -> bool:
    """Whether the account has a password of its own; who registered by SMS may have none yet."""
    encoded: str = Account.objects.of_account(account_id).values_list("password", flat=True).get()
    return bool(encoded)
