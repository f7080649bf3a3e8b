"""The provider's protocol: code flow with PKCE, signed ID tokens, codes that work once (RFC 6749, 7636; OIDC Core)."""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from jiaoyun.demo.lifelong.people import LEARNERS, Learner

CODE_SECONDS = 60
TOKEN_SECONDS = 300
_ALGORITHM = "ES256"


@dataclass(frozen=True, slots=True)
class Client:
    """A platform that may ask: its id and secret, and where a browser may be sent back to."""

    client_id: str
    secret: str
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser came with, after it was checked."""

    client_id: str
    redirect_uri: str
    state: str
    nonce: str
    challenge: str


@dataclass(frozen=True, slots=True)
class Grant:
    """A code that was given out."""

    asked: Asked
    learner: Learner
    ends: float


class BadRequestError(ValueError):
    """The browser's request cannot be answered by sending it back; the text says why."""


class Issuer:
    """One provider at one address. Codes live in memory; a restart forgets them and makes a new key."""

    def __init__(self, address: str, clients: tuple[Client, ...]) -> None:
        self.address = address
        self.clients = {client.client_id: client for client in clients}
        self.key = ECKey.generate_key("P-256", {"use": "sig", "alg": _ALGORITHM}, auto_kid=True)
        self._codes: dict[str, Grant] = {}

    def discovery(self) -> dict[str, Any]:
        """The document of OpenID Connect Discovery 1.0."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [_ALGORITHM],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "scopes_supported": ["openid", "profile"],
        }

    def keys(self) -> dict[str, Any]:
        """The public keys (RFC 7517)."""
        return dict(KeySet([self.key]).as_dict(private=False))

    def asked(self, given: dict[str, str]) -> Asked:
        """Check what a browser came with. Raises BadRequestError; nothing unchecked is ever sent back to."""
        client = self.clients.get(given.get("client_id", ""))
        if client is None or given.get("redirect_uri") not in client.back:
            raise BadRequestError("不认识的平台，或者返回地址没有登记。")
        if given.get("response_type") != "code" or "openid" not in given.get("scope", "").split():
            raise BadRequestError("只支持授权码方式。")
        if given.get("code_challenge_method") != "S256" or not given.get("code_challenge") or not given.get("nonce"):
            raise BadRequestError("缺少 PKCE（S256）或者 nonce。")
        return Asked(
            client.client_id, given["redirect_uri"], given.get("state", ""), given["nonce"], given["code_challenge"]
        )

    def agree(self, asked: Asked, subject: str) -> str:
        """Somebody chose who they are: the address to send the browser back to, with a code."""
        learner = next((learner for learner in LEARNERS if learner.subject == subject), None)
        if learner is None:
            return self.decline(asked)
        code = secrets.token_urlsafe(32)
        self._codes[code] = Grant(asked, learner, time.time() + CODE_SECONDS)
        return f"{asked.redirect_uri}?{urlencode({'code': code, 'state': asked.state, 'iss': self.address})}"

    def decline(self, asked: Asked) -> str:
        """Somebody gave up: back without a code."""
        told = {"error": "access_denied", "state": asked.state, "iss": self.address}
        return f"{asked.redirect_uri}?{urlencode(told)}"

    def redeem(self, given: dict[str, str], user: str, secret: str) -> tuple[int, dict[str, Any]]:
        """The token endpoint: status and answer. A code works once, for its own client, address and verifier."""
        client = self.clients.get(user)
        if client is None or not hmac.compare_digest(client.secret.encode(), secret.encode()):
            return 401, {"error": "invalid_client"}
        grant = self._codes.pop(given.get("code", ""), None)
        if grant is None or grant.ends < time.time() or given.get("grant_type") != "authorization_code":
            return 400, {"error": "invalid_grant"}
        asked = grant.asked
        fits = asked.client_id == user and asked.redirect_uri == given.get("redirect_uri")
        if not fits or challenge_of(given.get("code_verifier", "")) != asked.challenge:
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": secrets.token_urlsafe(24),
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "id_token": self.signed(self.claims_of(grant)),
        }

    def claims_of(self, grant: Grant) -> dict[str, Any]:
        """What the ID token says."""
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.address,
            "sub": grant.learner.subject,
            "aud": grant.asked.client_id,
            "exp": now + TOKEN_SECONDS,
            "iat": now,
            "nonce": grant.asked.nonce,
            "name": grant.learner.name,
        }
        if grant.learner.school_code:
            claims |= {"school_code": grant.learner.school_code, "school_name": grant.learner.school_name}
        return claims

    def signed(self, claims: dict[str, Any]) -> str:
        """The ID token (RFC 7519)."""
        return jwt.encode({"alg": _ALGORITHM, "kid": self.key.kid}, claims, self.key)


def challenge_of(verifier: str) -> str:
    """S256 of RFC 7636."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
