"""Which authorities vouch for the servers that we ask: read once a process, for reading them takes 15 ms."""

import ssl
from functools import cache

import httpx


@cache
def authorities(*, environment: bool) -> ssl.SSLContext:
    """The trust store as httpx has it. `environment`: SSL_CERT_FILE and SSL_CERT_DIR may name another one.

    A store that was changed counts from the next start on.
    """
    return httpx.create_ssl_context(trust_env=environment)
