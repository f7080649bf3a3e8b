"""The demo's 终身学习账号: a provider on its own port, which the web processes learn of by the environment."""

import json
import os
import secrets
import socket
import sys

from script.supervisor import Service

_CLIENT = "jiaoyun-demo"
_STEPS = range(90, 100)


def outside_service(host: str, port: int) -> Service:
    """The provider's process, for a web server at this address; it must be made before the web server starts.

    It names itself in JIAOYUN_OUTSIDE_LOGINS unless that is set, with a secret made for this run.
    """
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    own_port = next((port + step for step in _STEPS if _is_free(shown, port + step)), 0)
    if not own_port:
        raise SystemExit(f"No free port for the demo's provider between {port + 90} and {port + 99}.")
    secret = secrets.token_urlsafe(24)
    entry = {
        "key": "lifelong",
        "label": "终身学习账号",
        "issuer": f"http://{shown}:{own_port}",
        "client_id": _CLIENT,
        "client_secret": secret,
    }
    os.environ.setdefault("JIAOYUN_OUTSIDE_LOGINS", json.dumps([entry]))
    os.environ["LIFELONG_SECRET"] = secret
    command = [sys.executable, "-m", "jiaoyun.demo.lifelong"]
    command += ["--host", shown, "--port", str(own_port), "--client", _CLIENT]
    for name in dict.fromkeys((shown, "127.0.0.1", "localhost")):
        command += ["--back", f"http://{name}:{port}/login/outside/lifelong/back"]
    return Service("outside login", command)


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError):
            return False
    return True
