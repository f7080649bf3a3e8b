"""The outbox: a message is a row before anybody tries to send it, and the row says what became of it.

waiting → sending → sent | failed | unknown. One process gets a row from waiting to sending, so two never send it; a
try whose answer was lost ends as unknown and is not repeated.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.jobs import enqueue
from jiaoyun.plumbing.models import MessageChannel, MessageState, OutboxMessage
from jiaoyun.plumbing.sealing import seal, unseal
from jiaoyun.plumbing.sending import breaker
from jiaoyun.plumbing.sending.gateways import gateway_for
from jiaoyun.plumbing.sending.letter import Letter, Outcome, Result, refused
from jiaoyun.plumbing.sending.messages import MESSAGES, check_values
from jiaoyun.rules.masking import mask_email, mask_phone

NUMBER_SEAL = "outbox-number"
VALUES_SEAL = "outbox-values"
JOB = "plumbing.send_message"

#: A request waits no longer than this for a gateway; a job may be more patient.
SECONDS_IN_REQUEST = 3.0
SECONDS_IN_JOB = 15.0
_NEVER_CAME_BACK = timedelta(minutes=2)


def write_message(
    channel: MessageChannel,
    number: str,
    key: str,
    values: Mapping[str, str],
    *,
    now: datetime,
    account_id: UUID | None = None,
    subject_id: UUID | None = None,
) -> UUID:
    """Write a message to a canonical number; nothing is sent yet. Returns its id.

    `account_id`: whose number it is; `subject_id`: what it belongs to (a notice). Raises LookupError for values that
    are not those of the kind.
    """
    kind = check_values(key, dict(values))
    row_id = uuid7()
    OutboxMessage(
        id=row_id,
        channel=channel,
        digest=digest(channel.value, number),
        hint=hint_of(channel, number),
        sealed_number=seal(NUMBER_SEAL, row_id, number),
        key=key,
        sealed_values=seal(VALUES_SEAL, row_id, json.dumps(dict(values), ensure_ascii=False)),
        account=account_id,
        subject_id=subject_id,
        created_at=now,
        expires_at=now + kind.lasts,
    ).save(force_insert=True)
    return row_id


def enqueue_message(
    channel: MessageChannel,
    number: str,
    key: str,
    values: Mapping[str, str],
    *,
    now: datetime,
    account_id: UUID | None = None,
    subject_id: UUID | None = None,
) -> UUID:
    """Write a message and want it sent by a job, in the caller's transaction. The job carries the row's id only."""
    row_id = write_message(channel, number, key, values, now=now, account_id=account_id, subject_id=subject_id)
    enqueue(JOB, subject=("message", str(row_id)), by=None, message_id=row_id)
    return row_id


def deliver(message_id: UUID, *, seconds: float, now: datetime, retries: bool) -> Outcome | None:
    """Try to send a waiting message once; outside any transaction. None where it does not wait (any more).

    `retries`: a refusal that may pass leaves it waiting, for a job's next try; otherwise it is failed.
    """
    rows = OutboxMessage.objects.everywhere("one message by its id, to be sent").filter(id=message_id)
    claimed = rows.filter(state=MessageState.WAITING)
    if not claimed.update(state=MessageState.SENDING, tries=F("tries") + 1, tried_at=now):
        return None
    row = rows.get()
    gateway = gateway_for(MessageChannel(row.channel))
    outcome = _tried(row, seconds, now)
    state = MessageState(_STATES[outcome.result])
    if retries and outcome.again:
        state = MessageState.WAITING
    rows.filter(state=MessageState.SENDING).update(
        state=state,
        gateway=gateway.name,
        provider_id=outcome.provider_id,
        reason=outcome.reason,
        ended_at=None if state is MessageState.WAITING else now,
    )
    return outcome


def letter_of(row: OutboxMessage) -> Letter:
    """The message in full."""
    kind = MESSAGES[row.key]
    values = json.loads(unseal(VALUES_SEAL, row.id, bytes(row.sealed_values)))
    return Letter(
        row.id,
        MessageChannel(row.channel),
        unseal(NUMBER_SEAL, row.id, bytes(row.sealed_number)),
        row.key,
        tuple((name, str(values[name])) for name in kind.takes),
        kind.text.format_map(values),
        kind.subject,
    )


def give_up(now: datetime) -> int:
    """End what nobody will send any more; returns how many.

    A sender that died while it sent leaves a message of which nobody knows: unknown. What waited too long has failed.
    """
    rows = OutboxMessage.objects.everywhere("what senders left behind, whosever it is")
    lost = rows.filter(state=MessageState.SENDING, tried_at__lt=now - _NEVER_CAME_BACK)
    late = rows.filter(state=MessageState.WAITING, expires_at__lt=now)
    return lost.update(state=MessageState.UNKNOWN, reason="sender.died", ended_at=now) + late.update(
        state=MessageState.FAILED, reason="too.late", ended_at=now
    )


def hint_of(channel: MessageChannel, number: str) -> str:
    """The masked number."""
    return mask_phone(number) if channel is MessageChannel.PHONE else mask_email(number)[:24]


_STATES = {
    Result.SENT: MessageState.SENT,
    Result.REFUSED: MessageState.FAILED,
    Result.UNKNOWN: MessageState.UNKNOWN,
}


def _tried(row: OutboxMessage, seconds: float, now: datetime) -> Outcome:
    if row.expires_at <= now:
        return refused("too.late")
    gateway = gateway_for(MessageChannel(row.channel))
    if breaker.is_open(gateway.name, now=now):
        return refused("resting", again=True)
    outcome = gateway.send(letter_of(row), seconds=seconds)
    breaker.note(gateway.name, down=outcome.down, now=now)
    return outcome
