"""The way to a provider and back: state and nonce belong to this browser's session, the code's proof to us (PKCE S256).

The session holds random values only, for ten minutes, and gives them out once.
"""

import hmac
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]
from django.http import HttpRequest
from django.urls import reverse

from jiaoyun.accounts.outside.discovery import published_by
from jiaoyun.accounts.outside.fetching import ProviderDownError, post_form
from jiaoyun.accounts.outside.providers import Provider
from jiaoyun.accounts.outside.tokens import OutsidePerson, TokenError, read_id_token
from jiaoyun.plumbing.refusals import Refused

log = logging.getLogger("jiaoyun.outside")
LIFETIME = timedelta(minutes=10)
_KEY = "outside_flow"
_LONGEST_CODE = 2048


def begin(request: HttpRequest, provider: Provider, *, next_page: str, now: datetime) -> str:
    """The address of the provider to go to. Refuses accounts.outside.down."""
    try:
        published = published_by(provider)
    except ProviderDownError as fault:
        raise _down(provider, fault) from None
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    request.session[_KEY] = {
        "provider": provider.key,
        "state": state,
        "nonce": nonce,
        "verifier": verifier,
        "next": next_page,
        "at": int(now.timestamp()),
    }
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back_address(request, provider),
        "scope": provider.scope,
        "state": state,
        "nonce": nonce,
        "code_challenge": create_s256_code_challenge(verifier),
        "code_challenge_method": "S256",
    }
    joint = "&" if "?" in published.authorize else "?"
    return f"{published.authorize}{joint}{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class Begun:
    """What this browser began: the secrets of the way, and the page that was asked for. `repr` shows neither."""

    nonce: str
    verifier: str
    next: str

    def __repr__(self) -> str:
        return "Begun()"


def take(request: HttpRequest, provider: Provider, *, now: datetime) -> Begun:
    """What was begun here, given out once, for an answer that carries its state. Refuses accounts.outside.mismatch."""
    held: dict[str, Any] | None = request.session.pop(_KEY, None)
    if held is None or held["provider"] != provider.key or now.timestamp() - held["at"] > LIFETIME.total_seconds():
        raise _mismatch(provider, "not_begun")
    if not hmac.compare_digest(request.GET.get("state", "").encode(), held["state"].encode()):
        raise _mismatch(provider, "state")
    return Begun(held["nonce"], held["verifier"], held["next"])


def finish(request: HttpRequest, provider: Provider, begun: Begun, *, now: datetime) -> OutsidePerson:
    """Who came back.

    Refuses accounts.outside.mismatch (a check failed), .denied (given up over there) and .down.
    """
    given = request.GET
    if given.get("error"):
        log.info("outside login ended with an error by %s", provider.key)
        raise Refused("accounts.outside.denied", provider=provider.label)
    code = given.get("code", "")
    if not code or len(code) > _LONGEST_CODE or given.get("iss", provider.issuer) != provider.issuer:
        raise _mismatch(provider, "answer")
    try:
        return _person(request, provider, code, begun, now)
    except ProviderDownError as fault:
        raise _down(provider, fault) from None
    except TokenError as fault:
        raise _mismatch(provider, str(fault)) from None


def back_address(request: HttpRequest, provider: Provider) -> str:
    """Where the provider sends the browser back to; registered there, compared there letter by letter."""
    return request.build_absolute_uri(reverse("accounts:outside_back", kwargs={"provider": provider.key}))


def _person(request: HttpRequest, provider: Provider, code: str, begun: Begun, now: datetime) -> OutsidePerson:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back_address(request, provider),
        "code_verifier": begun.verifier,
    }
    published = published_by(provider)
    answer = post_form(published.token, form, user=provider.client_id, secret=provider.client_secret)
    if "id_token" not in answer:
        raise TokenError("no_token")
    return read_id_token(provider, answer["id_token"], nonce=begun.nonce, now=now)


def _mismatch(provider: Provider, check: str) -> Refused:
    # The name of the check is for the operator; whoever tries to deceive is not told which one failed.
    log.warning("outside login refused by %s: %s", provider.key, check)
    return Refused("accounts.outside.mismatch", provider=provider.label)


def _down(provider: Provider, fault: ProviderDownError) -> Refused:
    log.warning("outside provider %s is down: %s", provider.key, fault)
    return Refused("accounts.outside.down", provider=provider.label)
