"""The outside providers of this installation: JIAOYUN_OUTSIDE_LOGINS, a JSON list (docs/operations.md)."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider. `key` stands in addresses, `label` on buttons; the claims name the school that it knows."""

    key: str
    label: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str = "openid profile"
    school_code_claim: str = "school_code"
    school_name_claim: str = "school_name"


class BadProviderError(ValueError):
    """A provider in the settings cannot be used; the text says why and carries no secret."""


def providers() -> tuple[Provider, ...]:
    """All providers, in the order of the settings. Raises BadProviderError for one that is not whole."""
    return tuple(_provider(entry) for entry in settings.JIAOYUN_OUTSIDE_LOGINS)


def provider_of(key: str) -> Provider | None:
    """The provider of that key."""
    return next((provider for provider in providers() if provider.key == key), None)


def label_of(issuer: str) -> str:
    """How the provider of an issuer is called; its address where the settings no longer name it."""
    found = next((provider.label for provider in providers() if provider.issuer == issuer), "")
    return found or urlsplit(issuer).netloc


def is_safe(address: str) -> bool:
    """Whether an address may carry logins: encrypted, or on this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def _provider(entry: dict[str, Any]) -> Provider:
    try:
        provider = Provider(**entry)
    except TypeError:
        raise BadProviderError("an entry of JIAOYUN_OUTSIDE_LOGINS is not whole") from None
    if not is_safe(provider.issuer):
        raise BadProviderError(f"{provider.key}: the issuer must begin with https://")
    return provider
