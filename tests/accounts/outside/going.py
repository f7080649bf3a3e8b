"""Going to the provider and back, as a browser does."""

from urllib.parse import parse_qs, urlsplit

import httpx

from jiaoyun.plumbing.authorities import authorities
from tests.pages import Page, PageClient

#: The provider's answer is no page: it logs somebody in, for which a code by SMS may take as many statements.
LOGS_IN = 20

START = "/login/outside/lifelong"
KNOWN, NEW, NO_SCHOOL = "ll-7f3a9c01", "ll-2b8e4d02", "ll-91c6f703"


def ask(client: PageClient, address: str = START) -> str:
    """Begin here; the provider's address that the browser is sent to."""
    return str(client.open(address, status=302).response.headers["Location"])


def choose(address: str, subject: str = KNOWN) -> str:
    """Choose who one is over there; the path that the browser is sent back to."""
    answer = httpx.get(f"{address}&as={subject}", trust_env=False, verify=authorities(environment=False))
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


def come_back(client: PageClient, subject: str = KNOWN, *, status: int = 302) -> Page:
    """The whole way; the answer here."""
    return client.open(choose(ask(client), subject), status=status, queries=LOGS_IN)


def values_of(address: str) -> dict[str, str]:
    """The values of an address."""
    return {name: found[0] for name, found in parse_qs(urlsplit(address).query).items()}
