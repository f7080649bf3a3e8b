"""A passkey in software that can also lie: every part of its answers can be made wrong by a test."""

import hashlib
import json
from dataclasses import dataclass, field
from secrets import token_bytes
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

DOMAIN, ORIGIN = "testserver", "http://testserver"
_PRESENT, _VERIFIED, _ATTESTED = 0x01, 0x04, 0x40


@dataclass
class SoftPasskey:
    """One credential. `verified`: whether it says that the person was recognised."""

    domain: str = DOMAIN
    origin: str = ORIGIN
    verified: bool = True
    count: int = 1
    credential: bytes = field(default_factory=lambda: token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, options: dict[str, Any]) -> str:
        """The answer to navigator.credentials.create, as our script sends it."""
        data = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": self._about(with_key=True)})
        return self._answer("webauthn.create", options, {"attestationObject": bytes_to_base64url(data)})

    def get(self, options: dict[str, Any]) -> str:
        """The answer to navigator.credentials.get."""
        about, client = self._about(), self._client("webauthn.get", options)
        signature = self.key.sign(about + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        parts = {"authenticatorData": bytes_to_base64url(about), "signature": bytes_to_base64url(signature)}
        return self._answer("webauthn.get", options, parts)

    def _about(self, *, with_key: bool = False) -> bytes:
        flags = _PRESENT | (_VERIFIED if self.verified else 0) | (_ATTESTED if with_key else 0)
        head = hashlib.sha256(self.domain.encode()).digest() + bytes((flags,)) + self.count.to_bytes(4, "big")
        if not with_key:
            return head
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        return head + bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + cbor2.dumps(public)

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        challenge = bytes_to_base64url(base64url_to_bytes(options["challenge"]))
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _answer(self, kind: str, options: dict[str, Any], parts: dict[str, Any]) -> str:
        response = {"clientDataJSON": bytes_to_base64url(self._client(kind, options)), **parts}
        name = bytes_to_base64url(self.credential)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
