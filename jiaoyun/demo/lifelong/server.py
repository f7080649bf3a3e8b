"""The provider over HTTP: discovery, keys, tokens, and the page 「以谁的身份登录」."""

import base64
import json
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from jiaoyun.demo.lifelong.issuer import Asked, BadRequestError, Issuer
from jiaoyun.demo.lifelong.people import LEARNERS

_MOST_BYTES = 16_384
_PAGE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="stylesheet" href="/look.css"></head>
<body><main><h1>{title}</h1>{body}</main></body></html>"""
_LOOK = """
body { margin: 0; font: 16px/1.6 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
body { background: #f4f5f2; color: #1c2b22; }
main { max-width: 24rem; margin: 12vh auto; padding: 2rem; background: #fff; border-top: 4px solid #23795b; }
h1 { font-size: 1.375rem; margin: 0 0 1rem; }
a { display: block; margin: .75rem 0; padding: .625rem 1rem; border: 1px solid #23795b; color: #17563f; }
a { text-decoration: none; }
"""


class Door(BaseHTTPRequestHandler):
    """One request; `issuer` is set on the class that `make_server` makes."""

    issuer: Issuer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/.well-known/openid-configuration":
            self._json(200, self.issuer.discovery())
        elif parts.path == "/jwks":
            self._json(200, self.issuer.keys())
        elif parts.path == "/authorize":
            self._authorize(dict(parse_qsl(parts.query)))
        elif parts.path == "/look.css":
            self._send(200, "text/css; charset=utf-8", _LOOK.encode())
        elif parts.path == "/favicon.ico":
            self._send(204, "text/plain", b"")
        else:
            self._page(404, "没有这个页面", "<p>请从要登录的平台重新进来。</p>")

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), _MOST_BYTES)
        given = dict(parse_qsl(self.rfile.read(length).decode("utf-8", "replace")))
        if urlsplit(self.path).path != "/token":
            self._json(404, {"error": "not_found"})
            return
        user, secret = _basic(self.headers.get("Authorization", ""))
        status, answer = self.issuer.redeem(given, user, secret)
        self._json(status, answer)

    def _authorize(self, given: dict[str, str]) -> None:
        try:
            asked = self.issuer.asked(given)
        except BadRequestError as fault:
            self._page(400, "不能登录", f"<p>{escape(str(fault))}</p>")
            return
        if given.get("as") == "nobody":
            self._redirect(self.issuer.decline(asked))
        elif given.get("as"):
            self._redirect(self.issuer.agree(asked, given["as"]))
        else:
            self._page(200, "以谁的身份登录", _choices(asked, given))

    def _redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _page(self, status: int, title: str, body: str) -> None:
        page = _PAGE.format(title=escape(title), body=body)
        self._send(status, "text/html; charset=utf-8", page.encode())

    def _json(self, status: int, answer: dict[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(answer).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: addresses carry codes."""


def make_server(issuer: Issuer, host: str, port: int) -> ThreadingHTTPServer:
    """A server for this issuer, listening; the caller lets it serve and closes it."""
    return ThreadingHTTPServer((host, port), type("OwnDoor", (Door,), {"issuer": issuer}))


def _choices(asked: Asked, given: dict[str, str]) -> str:
    """Links, one a person: the page works everywhere, and its state stands in the address."""
    links = [
        f'<a href="/authorize?{escape(urlencode({**given, "as": learner.subject}))}">{escape(learner.name)}'
        f"{escape(f'（{learner.school_name}）') if learner.school_name else ''}</a>"
        for learner in LEARNERS
    ]
    away = f'<a href="/authorize?{escape(urlencode({**given, "as": "nobody"}))}">取消，返回平台</a>'
    return f"<p>终身学习账号（演示）。这里的人都是编的，选一个试试：</p>{''.join(links)}{away}"


def _basic(header: str) -> tuple[str, str]:
    kind, _, text = header.partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        user, _, secret = base64.b64decode(text).decode().partition(":")
    except ValueError:
        return "", ""
    return user, secret
