"""What a provider publishes: its endpoints (OpenID Connect Discovery 1.0) and keys (RFC 7517), kept for an hour.

Kept per process, as nothing of a person is in it. A key that is not known yet is looked for once a minute at most, so
that invented key ids cannot make us ask again and again.
"""

import time
from dataclasses import dataclass
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from jiaoyun.accounts.outside.fetching import ProviderDownError, get_json
from jiaoyun.accounts.outside.providers import Provider, is_safe

KEPT_SECONDS = 3600.0
AGAIN_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Published:
    """The endpoints and keys of a provider; `at` is the monotonic time of reading."""

    authorize: str
    token: str
    keys: KeySet
    at: float


_kept: dict[str, Published] = {}


def published_by(provider: Provider, *, key_id: str = "") -> Published:
    """What the provider publishes; read again after an hour, or for a key id that is not among its keys.

    Raises ProviderDownError where it cannot be read, names another issuer, or offers no S256.
    """
    known = _kept.get(provider.issuer)
    age = time.monotonic() - known.at if known else 0.0
    if known and age < KEPT_SECONDS and (age < AGAIN_SECONDS or not key_id or _has(known.keys, key_id)):
        return known
    found = _read(provider)
    _kept[provider.issuer] = found
    return found


def forget() -> None:
    """Forget everything, as a new process would."""
    _kept.clear()


def _read(provider: Provider) -> Published:
    named = get_json(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if named.get("issuer") != provider.issuer:
        raise ProviderDownError("other_issuer")
    if "S256" not in named.get("code_challenge_methods_supported", ["S256"]):
        raise ProviderDownError("no_s256")
    authorize, token = _address(named, "authorization_endpoint"), _address(named, "token_endpoint")
    try:
        keys = KeySet.import_key_set(_public(get_json(_address(named, "jwks_uri"))))
    except (JoseError, KeyError, TypeError, ValueError):
        raise ProviderDownError("bad_keys") from None
    return Published(authorize, token, keys, time.monotonic())


def _public(found: dict[str, Any]) -> Any:
    """Only keys that can sign by a public half: a shared secret among them could be used by everybody."""
    usable = [key for key in found["keys"] if key.get("kty") in ("RSA", "EC") and key.get("use", "sig") == "sig"]
    return {"keys": usable}


def _address(named: dict[str, Any], what: str) -> str:
    address = named.get(what)
    if not isinstance(address, str) or not is_safe(address):
        raise ProviderDownError(f"no_{what}")
    return address


def _has(keys: KeySet, key_id: str) -> bool:
    return any(key.kid == key_id for key in keys.keys)
