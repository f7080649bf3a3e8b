"""Showing a passkey: at the log-in page by whoever has one, or as the second factor of who is logged in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from webauthn import generate_authentication_options, options_to_json, verify_authentication_response
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.structs import PublicKeyCredentialDescriptor, UserVerificationRequirement

from jiaoyun.accounts.models import Passkey
from jiaoyun.accounts.passkeys.answers import BROKEN, digest_of, origin_of, read_answer
from jiaoyun.accounts.passkeys.challenges import Ceremony, new_challenge, take_challenge
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class ShownPasskey:
    """Whose passkey was shown. `seen_count` is the counter before, which the command replaces by `sign_count`.

    `epoch` is the account's at that moment, for a log-in.
    """

    passkey_id: UUID
    account_id: UUID
    epoch: int
    seen_count: int
    sign_count: int


def options_for(request: HttpRequest, ceremony: Ceremony, had: Sequence[Passkey], now: datetime) -> str:
    """The options as JSON for navigator.credentials.get; `had` is empty at the log-in page, where nobody is known."""
    return options_to_json(
        generate_authentication_options(
            rp_id=settings.JIAOYUN_PASSKEY_DOMAIN,
            challenge=new_challenge(request, ceremony, now),
            allow_credentials=[PublicKeyCredentialDescriptor(id=bytes(row.credential)) for row in had],
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def check_shown(request: HttpRequest, ceremony: Ceremony, answer: str, now: datetime) -> ShownPasskey:
    """Check what the browser answered. Refuses accounts.passkey.wrong, whatever it was that did not fit.

    A counter that did not grow (a copied authenticator) is refused too; those that never count stay at 0.
    """
    challenge = take_challenge(request, ceremony, now)
    given = read_answer(answer)
    row = _row_of(given)
    try:
        done = verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=settings.JIAOYUN_PASSKEY_DOMAIN,
            expected_origin=origin_of(request),
            credential_public_key=bytes(row.public_key),
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except BROKEN as wrong:
        raise Refused("accounts.passkey.wrong") from wrong
    return ShownPasskey(row.pk, row.account_id, row.account.session_epoch, row.sign_count, done.new_sign_count)


def _row_of(given: dict[str, Any]) -> Passkey:
    try:
        credential = base64url_to_bytes(str(given.get("rawId", "")))
    except ValueError as wrong:
        raise Refused("accounts.passkey.wrong") from wrong
    rows = Passkey.objects.everywhere("a passkey says by itself whose it is")
    row: Passkey | None = rows.select_related("account").filter(credential_digest=digest_of(credential)).first()
    if row is None:
        raise Refused("accounts.passkey.wrong")
    return row
