"""ID tokens: what a provider says of a person is believed only after every check (OpenID Connect Core §3.1.3.7)."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError

from jiaoyun.accounts.outside.discovery import published_by
from jiaoyun.accounts.outside.providers import Provider

ALGORITHMS = ("RS256", "ES256")
LEEWAY = timedelta(seconds=60)
OLDEST = timedelta(minutes=10)
_LONGEST = 16_384


class TokenError(ValueError):
    """The token does not hold. Carries the name of the check, never what the token said."""


@dataclass(frozen=True, slots=True)
class OutsidePerson:
    """Whom a provider means. `repr` shows the issuer only."""

    issuer: str
    subject: str
    school_code: str
    school_name: str

    def __repr__(self) -> str:
        return f"OutsidePerson({self.issuer})"


def read_id_token(provider: Provider, raw: str, *, nonce: str, now: datetime) -> OutsidePerson:
    """Check signature, issuer, audience, times and nonce. Raises TokenError, and ProviderDownError for its keys."""
    claims = _signed_claims(provider, raw)
    if claims.get("iss") != provider.issuer:
        raise TokenError("iss")
    _check_audience(claims, provider.client_id)
    _check_times(claims, now)
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise TokenError("nonce")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isascii():
        raise TokenError("sub")
    code, name = claims.get(provider.school_code_claim, ""), claims.get(provider.school_name_claim, "")
    return OutsidePerson(provider.issuer, subject, str(code)[:40], str(name)[:60])


def _signed_claims(provider: Provider, raw: str) -> dict[str, Any]:
    if not isinstance(raw, str) or len(raw) > _LONGEST:
        raise TokenError("form")
    try:
        header = jws.extract_compact(raw.encode()).headers()
        # The header chooses among keys, never the algorithm: none and shared secrets are not on the list.
        if header.get("alg") not in ALGORITHMS:
            raise TokenError("alg")
        keys = published_by(provider, key_id=str(header.get("kid", ""))).keys
        return dict(jwt.decode(raw, keys, algorithms=list(ALGORITHMS)).claims)
    except (JoseError, ValueError, KeyError) as fault:
        if isinstance(fault, TokenError):
            raise
        raise TokenError("signature") from None


def _check_audience(claims: dict[str, Any], client_id: str) -> None:
    audience = claims.get("aud")
    listed = [audience] if isinstance(audience, str) else audience
    if not isinstance(listed, list) or client_id not in listed:
        raise TokenError("aud")
    party = claims.get("azp")
    if party is not None and party != client_id:
        raise TokenError("azp")
    if len(listed) > 1 and party is None:
        raise TokenError("azp")


def _check_times(claims: dict[str, Any], now: datetime) -> None:
    at, leeway = now.timestamp(), LEEWAY.total_seconds()
    if at >= _seconds(claims, "exp") + leeway:
        raise TokenError("exp")
    made = _seconds(claims, "iat")
    if made > at + leeway or made < at - OLDEST.total_seconds():
        raise TokenError("iat")


def _seconds(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name)
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise TokenError(name)
    return value
