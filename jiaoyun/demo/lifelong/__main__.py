"""Runs the provider: python -m jiaoyun.demo.lifelong --client ID --back ADDRESS (secret: LIFELONG_SECRET)."""

import argparse
import os
import signal
import sys
from types import FrameType

from jiaoyun.demo.lifelong.issuer import Client, Issuer
from jiaoyun.demo.lifelong.server import make_server


def main(arguments: list[str]) -> int:
    """Serve until asked to stop."""
    parser = argparse.ArgumentParser(prog="jiaoyun.demo.lifelong", description="The demo's 终身学习账号 provider.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--client", required=True, help="the client's id")
    parser.add_argument("--back", action="append", required=True, help="an address to send browsers back to")
    given = parser.parse_args(arguments)
    client = Client(given.client, os.environ["LIFELONG_SECRET"], tuple(given.back))
    server = make_server(Issuer(f"http://{given.host}:{given.port}", (client,)), given.host, given.port)
    signal.signal(signal.SIGTERM, _end)
    try:
        server.serve_forever(poll_interval=0.5)
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
    return 0


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
