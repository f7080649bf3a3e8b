"""A passkey becomes a door and a factor of an account."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account, Passkey
from jiaoyun.accounts.passkeys.adding import NewPasskey
from jiaoyun.accounts.passkeys.answers import digest_of
from jiaoyun.accounts.second_factor.events import PASSKEY_ADDED
from jiaoyun.accounts.second_factor.recovery_codes import codes_if_none
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused

MOST = 10


@dataclass(frozen=True, slots=True)
class PasskeyAdded:
    """`codes`: the recovery codes to print, where this is the first factor; empty otherwise."""

    account_id: UUID
    passkey_id: UUID
    codes: tuple[str, ...]

    def __repr__(self) -> str:
        return "PasskeyAdded()"


@command(power=None, event=PASSKEY_ADDED)
def add_passkey(*, actor: Actor, made: NewPasskey, label: str, now: datetime) -> PasskeyAdded:
    """Add it. Refuses accounts.passkey.known and, above ten, accounts.passkey.too_many."""
    Account.objects.of_account(actor.account).select_for_update().get()
    if Passkey.objects.of_account(actor.account).count() >= MOST:
        raise Refused("accounts.passkey.too_many", limit=MOST)
    row = Passkey(
        id=uuid7(),
        account_id=actor.account,
        credential=made.credential,
        credential_digest=digest_of(made.credential),
        public_key=made.public_key,
        sign_count=made.sign_count,
        transports=list(made.transports),
        label=label[:40],
        added_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        raise Refused("accounts.passkey.known") from taken
    return PasskeyAdded(actor.account, row.pk, codes_if_none(actor.account, now))
