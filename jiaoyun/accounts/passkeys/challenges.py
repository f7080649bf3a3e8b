"""Challenges: made for one purpose, kept in the session, taken out by the first answer whatever it says."""

from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_bytes

from django.http import HttpRequest
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

from jiaoyun.plumbing.refusals import Refused

_KEPT = "passkey_challenge"
_GOOD_FOR = timedelta(minutes=5)
_BYTES = 32


class Ceremony(StrEnum):
    """What a challenge was made for; an answer to one is none to another."""

    ADD = "add"
    SHOW = "show"
    LOG_IN = "log_in"


def new_challenge(request: HttpRequest, ceremony: Ceremony, now: datetime) -> bytes:
    """A fresh challenge; one made before in this session is void."""
    challenge = token_bytes(_BYTES)
    request.session[_KEPT] = [ceremony.value, bytes_to_base64url(challenge), int(now.timestamp())]
    return challenge


def take_challenge(request: HttpRequest, ceremony: Ceremony, now: datetime) -> bytes:
    """The challenge that this answer must be for, once. Refuses accounts.passkey.wrong where there is none."""
    kept = request.session.pop(_KEPT, None)
    if not isinstance(kept, list) or len(kept) != 3 or kept[0] != ceremony.value:
        raise Refused("accounts.passkey.wrong")
    if int(now.timestamp()) - int(kept[2]) > _GOOD_FOR.total_seconds():
        raise Refused("accounts.passkey.wrong")
    return base64url_to_bytes(str(kept[1]))
