"""Asking a provider, server to server: bounded in time and size, no redirects followed."""

import json
from typing import Any

import httpx

from jiaoyun.accounts.outside.providers import is_safe
from jiaoyun.plumbing.authorities import authorities

SECONDS = 5.0
MOST_BYTES = 256 * 1024


class ProviderDownError(RuntimeError):
    """The provider does not answer, or answers what cannot be used. Carries a code, never what was sent."""


def get_json(address: str) -> dict[str, Any]:
    """Fetch a document. Raises ProviderDownError."""
    return _ask(httpx.Request("GET", _checked(address), headers={"Accept": "application/json"}))


def post_form(address: str, form: dict[str, str], *, user: str, secret: str) -> dict[str, Any]:
    """Send a form as a client that names itself by HTTP Basic (RFC 6749 §2.3.1). Raises ProviderDownError."""
    request = httpx.Request("POST", _checked(address), data=form, headers={"Accept": "application/json"})
    return _ask(next(httpx.BasicAuth(user, secret).auth_flow(request)))


def _checked(address: str) -> str:
    if not is_safe(address):
        raise ProviderDownError("unsafe_address")
    return address


def _ask(request: httpx.Request) -> dict[str, Any]:
    # What is on this machine is never asked through a proxy.
    own = request.url.scheme == "http"
    trusted = authorities(environment=not own)
    try:
        with httpx.Client(timeout=SECONDS, trust_env=not own, follow_redirects=False, verify=trusted) as client:
            response = client.send(request, stream=True)
            body = _bounded(response)
    except httpx.HTTPError as fault:
        raise ProviderDownError(type(fault).__name__) from None
    if response.status_code >= 500:
        raise ProviderDownError(f"status_{response.status_code}")
    try:
        found = json.loads(body)
    except ValueError:
        raise ProviderDownError("no_json") from None
    if not isinstance(found, dict):
        raise ProviderDownError("no_object")
    return found


def _bounded(response: httpx.Response) -> bytes:
    body = b""
    for piece in response.iter_bytes():
        body += piece
        if len(body) > MOST_BYTES:
            response.close()
            raise ProviderDownError("too_large")
    return body
