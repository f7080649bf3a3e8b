"""同意 and 撤回: by a guardian for a child under fourteen, by the pupil from fourteen on."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from jiaoyun.accounts.consents.deciding import Decider, decider_of
from jiaoyun.accounts.consents.events import CONSENT_GIVEN, CONSENT_WITHDRAWN
from jiaoyun.accounts.consents.purposes import TEXTS, Purpose
from jiaoyun.accounts.models import Consent, Identity, IdentityState
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused

CHANNEL = "web"


@dataclass(frozen=True, slots=True)
class ConsentDecided:
    """For whom, for what, in which version."""

    account_id: UUID
    purpose: str
    version: str


@command(power=None, event=CONSENT_GIVEN)
def give_consent(*, actor: Actor, account_id: UUID, purpose: Purpose, version: str, now: datetime) -> ConsentDecided:
    """Agree to one use for oneself or for the own child; agreeing twice is agreeing once.

    `version`: of the text that was read; refuses accounts.consent.changed for any but the valid one,
    accounts.consent.own_turn and .guardians_turn where somebody else decides. Http404 for anybody else's child.
    """
    _admit(actor, account_id, now)
    if version != TEXTS[purpose].version:
        raise Refused("accounts.consent.changed")
    if account_id == actor.account:
        # What a guardian gave before the fourteenth birthday ends: the ledger says who decides now.
        rows = Consent.objects.of_account(account_id).filter(purpose=purpose, withdrawn_at__isnull=True)
        rows.exclude(given_by_id=account_id).update(withdrawn_at=now, withdrawn_by=account_id)
    row = Consent(account_id=account_id, purpose=purpose.value, version=version, given_by_id=actor.account)
    row.channel, row.given_at = CHANNEL, now
    # The database holds one in force: sent twice, or by both parents at once, the first stands.
    with suppress(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    return ConsentDecided(account_id, purpose.value, version)


@command(power=None, event=CONSENT_WITHDRAWN)
def withdraw_consent(*, actor: Actor, account_id: UUID, purpose: Purpose, now: datetime) -> ConsentDecided:
    """Take a consent back, whoever gave it; what is not in force stays as it is. Refuses as give_consent does."""
    _admit(actor, account_id, now)
    rows = Consent.objects.of_account(account_id).filter(purpose=purpose, withdrawn_at__isnull=True)
    rows.update(withdrawn_at=now, withdrawn_by=actor.account)
    return ConsentDecided(account_id, purpose.value, TEXTS[purpose].version)


def _admit(actor: Actor, account_id: UUID, now: datetime) -> None:
    """Only whoever decides: the pupil from fourteen on, a guardian in force before."""
    is_self = account_id == actor.account
    bonds = Identity.objects.of_account(actor.account).filter(
        role=Role.GUARDIAN, child_id=account_id, state=IdentityState.ACTIVE
    )
    if not is_self and not bonds.exists():
        raise Http404
    decider = decider_of(account_id, timezone.localdate(now))
    if is_self and decider is Decider.GUARDIAN:
        raise Refused("accounts.consent.guardians_turn")
    if not is_self and decider is not Decider.GUARDIAN:
        raise Refused("accounts.consent.own_turn")
