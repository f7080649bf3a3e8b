"""Proving that somebody holds a phone or a mailbox: send a code, prove it, use it once (security.md, threats 2 to 5).

    sent = send(request, Purpose.REGISTER, Channel.PHONE, typed, now=now)     # page 1: the number
    prove(request, Purpose.REGISTER, digits, now=now)                         # page 2: the code
    proof = proved(request, Purpose.REGISTER, now=now)                        # later pages: still proved?
    use(proof, now=now)                                                       # in the command: once

The browser's session remembers the ids of its codes and a random mark, no number. Sending and proving are no commands:
they change nothing that belongs to anybody, and their counts must stand whatever is rolled back afterwards.
"""

import math
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from jiaoyun.accounts import proof_of_work
from jiaoyun.accounts.codes import limits, rows
from jiaoyun.accounts.codes.words import CODE_MESSAGE
from jiaoyun.accounts.identifiers import canonical, digest_of
from jiaoyun.accounts.models import Channel, Code, IdentifierKind, Purpose
from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.jobs import enqueue
from jiaoyun.plumbing.models import MessageChannel
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sealing import unseal
from jiaoyun.plumbing.sending.letter import Outcome, Result
from jiaoyun.plumbing.sending.outbox import SECONDS_IN_REQUEST, deliver, hint_of, write_message

SEND_JOB = "accounts.send_code"
_MARK, _CODES = "browser_mark", "codes"
_NOT_KNOWN_YET = b"\x00" * 32


@dataclass(frozen=True, slots=True)
class Sent:
    """A code was asked for. `hint` is the masked number, empty for a bound one (it would tell who is known)."""

    channel: Channel
    hint: str
    resend_at: datetime
    #: How many seconds from now that is; 0 where it may be asked for again.
    seconds: int
    #: False where the gateway gave no answer in time: it may arrive late, or not at all.
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Proved:
    """Somebody showed that they hold this number. `digest` as Identifier has it. Made here only."""

    code_id: UUID
    channel: Channel
    number: str
    digest: bytes
    proved_at: datetime

    def __repr__(self) -> str:
        return "Proved()"


def send(
    request: HttpRequest,
    purpose: Purpose,
    channel: Channel,
    typed: str,
    *,
    now: datetime,
    account_id: UUID | None = None,
) -> Sent:
    """Send a code to a number that was typed, within the request (3 seconds at most).

    `account_id`: whose number it is said to be; then its masked form is not shown again. Raises NotThisKindError for
    what is no number of that kind. Refuses accounts.code.work (proof_of_work.py), .too_soon, .too_many, .crowded, and
    where nothing left accounts.code.gateway_down and .not_sent: these two cost none of the number's limits.
    """
    kind = IdentifierKind(channel.value)
    number = canonical(kind, typed, today=timezone.localdate(now))
    found = digest_of(kind, number)
    asked = _asked(request, purpose, channel, account_id)
    _admit(request, now)
    limits.hold_number(found, purpose, now=now)
    digits = rows.new_digits()
    with transaction.atomic():
        code_id = rows.write_code(asked, number, found, digits, now=now)
        message_id = write_message(
            MessageChannel(channel.value), number, CODE_MESSAGE, {"code": digits, "purpose": purpose.label}, now=now
        )
    outcome = deliver(message_id, seconds=SECONDS_IN_REQUEST, now=now, retries=False)
    if outcome is None or outcome.result is Result.REFUSED:
        rows.forget(code_id)
        limits.release_number(found, purpose)
        raise _refusal_of(outcome, channel)
    _remember(request, purpose, code_id, now)
    hint = hint_of(MessageChannel(channel.value), number)
    return _sent(channel, hint, now, now, certain=outcome.result is Result.SENT)


def send_to_bound(
    request: HttpRequest, purpose: Purpose, channel: Channel, account_id: UUID | None, *, now: datetime
) -> Sent:
    """Send a code to what is bound to this account, by a job; the same work and answer where nothing is, or nobody.

    The number's own limits are held by the job, silently. Refuses accounts.code.work, .too_soon and .crowded, which
    count the browser and its address only.
    """
    asked = _asked(request, purpose, channel, account_id)
    _admit(request, now)
    limits.hold_browser(asked.browser.hex(), purpose, now=now)
    with transaction.atomic():
        code_id = rows.write_code(asked, "", _NOT_KNOWN_YET, "", now=now)
        enqueue(SEND_JOB, subject=("code", str(code_id)), by=None, code_id=code_id)
    _remember(request, purpose, code_id, now)
    return _sent(channel, "", now, now)


def send_again(request: HttpRequest, purpose: Purpose, *, now: datetime) -> Sent:
    """Send a new code to where this browser's last one for this purpose went; refuses what sending refuses.

    Refuses accounts.code.none where it asked for none.
    """
    code_id = _code_id(request, purpose)
    row = rows.code_of(code_id, _browser(request), purpose) if code_id else None
    if row is None:
        raise Refused("accounts.code.none")
    channel = Channel(row.channel)
    if row.account_id is not None or not (number := unseal(rows.SEAL_KIND, row.id, bytes(row.sealed))):
        return send_to_bound(request, purpose, channel, row.account_id, now=now)
    return send(request, purpose, channel, number, now=now)


def sent_before(request: HttpRequest, purpose: Purpose, *, now: datetime) -> Sent | None:
    """The code that this browser waits for, so that its page can be shown again; None where it asked for none."""
    code_id = _code_id(request, purpose)
    row = rows.code_of(code_id, _browser(request), purpose) if code_id else None
    if row is None or row.voided_at is not None or row.used_at is not None:
        return None
    channel = Channel(row.channel)
    number = "" if row.account_id else unseal(rows.SEAL_KIND, row.id, bytes(row.sealed))
    hint = hint_of(MessageChannel(channel.value), number) if number else ""
    return _sent(channel, hint, row.sent_at, now)


def prove(request: HttpRequest, purpose: Purpose, typed_code: str, *, now: datetime) -> Proved:
    """Prove the number with the digits that were sent to it.

    Refuses accounts.code.none (this browser asked for none), .wrong (values: left), .spent (five tries), .expired and
    .used. A try is counted before it is evaluated, so that guesses sent at once are counted too.
    """
    code_id, browser = _code_id(request, purpose), _browser(request)
    if code_id is None:
        raise Refused("accounts.code.none")
    counted = rows.count_try(code_id, browser, now=now)
    row = rows.code_of(code_id, browser, purpose)
    if row is None:
        raise Refused("accounts.code.none")
    if not counted:
        raise _over(row, now)
    if not rows.is_right(row, plain_digits(typed_code)):
        left = max(0, rows.TRIES - row.tries)
        raise Refused("accounts.code.wrong", left=left) if left else Refused("accounts.code.spent")
    if not rows.mark_proved(code_id, now=now):
        raise Refused("accounts.code.used")
    return _proof_of(row, now)


def proved(request: HttpRequest, purpose: Purpose, *, now: datetime) -> Proved | None:
    """What this browser proved for this purpose in the last 30 minutes and nobody used yet."""
    code_id = _code_id(request, purpose)
    row = rows.code_of(code_id, _browser(request), purpose) if code_id else None
    if row is None or row.proved_at is None or row.used_at is not None or row.voided_at is not None:
        return None
    return _proof_of(row, row.proved_at) if row.proved_at > now - rows.GOOD_FOR else None


def to_carry(request: HttpRequest, purpose: Purpose) -> dict[str, Any]:
    """What a session must hold for a proof of this purpose to go on in it: for the session that a log-in begins."""
    code_id = _code_id(request, purpose)
    return {_MARK: request.session[_MARK], _CODES: {purpose.value: str(code_id)}} if code_id else {}


def use(proof: Proved, *, now: datetime) -> None:
    """Use what was proved, once; inside the command that it is for. Refuses accounts.code.used."""
    if not rows.mark_used(proof.code_id, now=now):
        raise Refused("accounts.code.used")


def plain_digits(typed: str) -> str:
    """The digits as they were meant: full width and blanks are understood."""
    return "".join(unicodedata.normalize("NFKC", typed).split()).replace("-", "")


def _admit(request: HttpRequest, now: datetime) -> None:
    proof_of_work.check(request, now=now)
    limits.admit_sender(request, now=now)


def _asked(request: HttpRequest, purpose: Purpose, channel: Channel, account_id: UUID | None) -> rows.Asked:
    if _MARK not in request.session:
        request.session[_MARK] = token_hex(16)
    return rows.Asked(_browser(request), purpose, channel, account_id)


def _browser(request: HttpRequest) -> bytes:
    """The digest of the browser's mark: it outlives a new session key and ends with the session."""
    return digest("accounts.code.browser", str(request.session.get(_MARK, "")))


def _code_id(request: HttpRequest, purpose: Purpose) -> UUID | None:
    try:
        return UUID(request.session.get(_CODES, {}).get(purpose.value, ""))
    except ValueError:
        return None


def _remember(request: HttpRequest, purpose: Purpose, code_id: UUID, now: datetime) -> None:
    rows.void(_code_id(request, purpose), now=now)
    request.session[_CODES] = {**request.session.get(_CODES, {}), purpose.value: str(code_id)}


def _sent(channel: Channel, hint: str, at: datetime, now: datetime, *, certain: bool = True) -> Sent:
    again = at + timedelta(seconds=limits.SECONDS_BETWEEN)
    return Sent(channel, hint, again, max(0, math.ceil((again - now).total_seconds())), certain)


def _proof_of(row: Code, proved_at: datetime) -> Proved:
    number = unseal(rows.SEAL_KIND, row.id, bytes(row.sealed))
    return Proved(row.id, Channel(row.channel), number, bytes(row.digest), proved_at)


def _over(row: Code, now: datetime) -> Refused:
    if row.used_at is not None or row.proved_at is not None:
        return Refused("accounts.code.used")
    if row.expires_at <= now or row.voided_at is not None:
        return Refused("accounts.code.expired")
    return Refused("accounts.code.spent")


def _refusal_of(outcome: Outcome | None, channel: Channel) -> Refused:
    if outcome is None or outcome.down or outcome.again:
        return Refused("accounts.code.gateway_down", channel=channel.label)
    return Refused("accounts.code.not_sent", channel=channel.label)
