"""Adding a passkey: what the browser is asked for, and the check of its answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from webauthn import generate_registration_options, options_to_json, verify_registration_response
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from jiaoyun.accounts.models import Passkey
from jiaoyun.accounts.passkeys.answers import BROKEN, origin_of, read_answer, transports_in
from jiaoyun.accounts.passkeys.challenges import Ceremony, new_challenge, take_challenge
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """What is kept of a passkey: its id, its public key, its counter, how it is reached."""

    credential: bytes
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]


def options_for(request: HttpRequest, account_id: UUID, name: str, had: Sequence[Passkey], now: datetime) -> str:
    """The options as JSON for navigator.credentials.create; `had` may not be added again.

    The user handle is the account's id: it says nothing about the person. The name stands in the browser's own list.
    """
    return options_to_json(
        generate_registration_options(
            rp_id=settings.JIAOYUN_PASSKEY_DOMAIN,
            rp_name=settings.JIAOYUN_BRAND,
            user_id=account_id.bytes,
            user_name=name,
            user_display_name=name,
            challenge=new_challenge(request, Ceremony.ADD, now),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=bytes(row.credential)) for row in had],
        )
    )


def check_new(request: HttpRequest, answer: str, now: datetime) -> NewPasskey:
    """Check what the browser answered. Refuses accounts.passkey.wrong."""
    challenge = take_challenge(request, Ceremony.ADD, now)
    given = read_answer(answer)
    try:
        made = verify_registration_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=settings.JIAOYUN_PASSKEY_DOMAIN,
            expected_origin=origin_of(request),
            require_user_verification=True,
        )
    except BROKEN as wrong:
        raise Refused("accounts.passkey.wrong") from wrong
    return NewPasskey(made.credential_id, made.credential_public_key, made.sign_count, transports_in(given))
