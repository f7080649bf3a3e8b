"""The provider of the project's own, over real HTTP, as the tests' outside login."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from jiaoyun.accounts.outside import discovery
from jiaoyun.demo.lifelong.issuer import Client, Grant, Issuer
from jiaoyun.demo.lifelong.server import make_server

BACK = "http://testserver/login/outside/lifelong/back"
SECRET = "ein-geheimnis-nur-fuer-tests"


class Twisted(Issuer):
    """A provider that can be made to lie: what a test puts into `lies` replaces the claims; `token` the whole token."""

    def __init__(self, address: str, clients: tuple[Client, ...]) -> None:
        super().__init__(address, clients)
        self.lies: dict[str, Any] = {}
        self.token: str | None = None

    def claims_of(self, grant: Grant) -> dict[str, Any]:
        claims = {**super().claims_of(grant), **self.lies}
        return {name: value for name, value in claims.items() if value is not None}

    def signed(self, claims: dict[str, Any]) -> str:
        return self.token if self.token is not None else super().signed(claims)


@pytest.fixture
def issuer(settings: Any) -> Iterator[Twisted]:
    """A running provider that the settings name as 终身学习账号, with a second client that is not ours."""
    clients = (Client("jiaoyun", SECRET, (BACK,)), Client("other", "ein-anderes", (BACK,)))
    made = Twisted("", clients)
    server = make_server(made, "127.0.0.1", 0)
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    settings.JIAOYUN_OUTSIDE_LOGINS = [
        {
            "key": "lifelong",
            "label": "终身学习账号",
            "issuer": made.address,
            "client_id": "jiaoyun",
            "client_secret": SECRET,
        }
    ]
    discovery.forget()
    yield made
    server.shutdown()
    server.server_close()
    discovery.forget()
