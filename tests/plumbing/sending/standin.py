"""A stand-in for the vendors: a server that checks the signatures itself, and misbehaves as it is told.

The checking is written from the vendors' documents and shares no line with the adapters: it takes the request as it
came over the wire.
"""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

KEY_ID, SECRET = "AKID-of-the-stand-in", "a secret that only both sides know"


@dataclass
class Vendor:
    """What the stand-in saw, and how it behaves: ok, slow, broken, proxy, limit, lost, twice, garbage, half or drip."""

    address: str = ""
    mode: str = "ok"
    received: list[dict[str, Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """One request, of either vendor: told apart by the header that says how it is signed."""

    vendor: Vendor

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        aliyun = self.headers.get("Authorization", "").startswith("ACS3-HMAC-SHA256 ")
        fault = _aliyun_fault(self, body) if aliyun else _tencent_fault(self, body)
        if fault:
            self.vendor.refused.append(fault)
            return self._answer(400 if aliyun else 200, _error(aliyun, fault))
        self.vendor.received.append(_aliyun_sent(self) if aliyun else json.loads(body))
        return self._misbehave(aliyun)

    def _misbehave(self, aliyun: bool) -> None:
        mode, good = self.vendor.mode, _good(aliyun)
        if mode == "lost":
            return self.connection.close()
        if mode == "slow":
            time.sleep(2)
        if mode == "broken":
            return self._answer(500, b"oops")
        if mode == "proxy":
            return self._answer(504, b"<html>gateway timeout</html>")
        if mode == "garbage":
            return self._answer(200, b"<html>maintenance</html>")
        if mode == "half":
            return self._answer(200, good, length=len(good) + 20)
        if mode == "drip":
            return self._drip(good)
        if mode not in ("ok", "slow", "twice"):
            return self._answer(200, _error(aliyun, mode))
        self._answer(200, good)
        return self._answer(200, good) if mode == "twice" else None

    def _answer(self, status: int, body: bytes, *, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def _drip(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for at in range(len(body)):
            self.wfile.write(body[at : at + 1])
            self.wfile.flush()
            time.sleep(0.1)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Says nothing of a client that went away while it dripped."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The client decides how long it waits."""


@contextmanager
def vendor_at_work() -> Iterator[Vendor]:
    """The server on a free port, for as long as the block lasts."""
    vendor = Vendor()
    server = Server(("127.0.0.1", 0), type("Handler", (Handler,), {"vendor": vendor}))
    vendor.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield vendor
    finally:
        server.shutdown()
        server.server_close()


def _good(aliyun: bool) -> bytes:
    if aliyun:
        return json.dumps({"Message": "OK", "RequestId": "r", "BizId": "9000^0", "Code": "OK"}).encode()
    state = {"SerialNo": "2019:5000", "PhoneNumber": "+86", "Fee": 1, "Code": "Ok", "Message": "send success"}
    return json.dumps({"Response": {"SendStatusSet": [state], "RequestId": "r"}}).encode()


def _error(aliyun: bool, code: str) -> bytes:
    if aliyun:
        return json.dumps({"Message": "no", "RequestId": "r", "Code": code}).encode()
    if code.startswith(("LimitExceeded.Phone", "InvalidParameterValue.Incorrect")):
        return json.dumps({"Response": {"SendStatusSet": [{"SerialNo": "", "Code": code}], "RequestId": "r"}}).encode()
    return json.dumps({"Response": {"Error": {"Code": code, "Message": "no"}, "RequestId": "r"}}).encode()


def _aliyun_sent(request: Handler) -> dict[str, Any]:
    return dict(parse_qsl(urlsplit(request.path).query, strict_parsing=True))


def _signed_parts(request: Handler) -> dict[str, str]:
    said = request.headers["Authorization"].split(" ", 1)[1].replace(" ", "")
    return dict(part.split("=", 1) for part in said.split(","))


def _aliyun_fault(request: Handler, body: bytes) -> str:
    parts = _signed_parts(request)
    if parts["Credential"] != KEY_ID:
        return "InvalidAccessKeyId.NotFound"
    names = parts["SignedHeaders"].split(";")
    must = {"host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"}
    if not must <= set(names) or names != sorted(names):
        return "SignatureDoesNotMatch"
    if request.headers["x-acs-content-sha256"] != hashlib.sha256(body).hexdigest():
        return "SignatureDoesNotMatch"
    path, _, query = request.path.partition("?")
    given = "&".join(sorted(query.split("&")))
    text = "\n".join(["POST", path, given, *(f"{name}:{request.headers[name]}" for name in names), ""])
    text += "\n" + ";".join(names) + "\n" + request.headers["x-acs-content-sha256"]
    right = "ACS3-HMAC-SHA256\n" + hashlib.sha256(text.encode()).hexdigest()
    signature = hmac.new(SECRET.encode(), right.encode(), "sha256").hexdigest()
    return "" if hmac.compare_digest(signature, parts["Signature"]) else "SignatureDoesNotMatch"


def _tencent_fault(request: Handler, body: bytes) -> str:
    parts = _signed_parts(request)
    key_id, day, service, ending = parts["Credential"].split("/")
    stamp = request.headers["X-TC-Timestamp"]
    if key_id != KEY_ID or ending != "tc3_request" or service != "sms":
        return "AuthFailure.SecretIdNotFound"
    if abs(int(stamp) - time.time()) > 300 or time.strftime("%Y-%m-%d", time.gmtime(int(stamp))) != day:
        return "AuthFailure.SignatureExpire"
    names = parts["SignedHeaders"].split(";")
    if not {"content-type", "host"} <= set(names):
        return "AuthFailure.SignatureFailure"
    headers = "".join(f"{name}:{request.headers[name].strip().lower()}\n" for name in names)
    text = f"POST\n{request.path}\n\n{headers}\n{';'.join(names)}\n{hashlib.sha256(body).hexdigest()}"
    scope = f"{day}/sms/tc3_request"
    right = f"TC3-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(text.encode()).hexdigest()}".encode()
    secret = ("TC3" + SECRET).encode()
    for word in scope.split("/"):
        secret = hmac.digest(secret, word.encode(), "sha256")
    return "" if hmac.digest(secret, right, "sha256").hex() == parts["Signature"] else "AuthFailure.SignatureFailure"
