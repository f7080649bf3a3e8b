"""One HTTP request to a vendor, and what its failures mean: refused where it surely was not read, else unknown."""

import json
import time
from dataclasses import dataclass
from typing import Any

import httpx

from jiaoyun.plumbing.authorities import authorities
from jiaoyun.plumbing.sending.letter import Outcome, refused, unknown

_LONGEST_ANSWER = 64 * 1024
#: A proxy that answers so may have handed the request on.
_PASSED_ON = (502, 504)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the vendor answered: the JSON object, whatever its HTTP status."""

    status: int
    body: dict[str, Any]


def post(address: str, *, headers: dict[str, str], content: bytes, seconds: float) -> Answer | Outcome:
    """POST once on a connection of its own; an outcome where there is no answer to read.

    Not connected within a third of the time: refused. Connected and no answer, or half of one: unknown.
    """
    ends = time.monotonic() + seconds
    limits = httpx.Timeout(seconds * 2 / 3, connect=seconds / 3)
    trusted = authorities(environment=False)
    try:
        with (
            httpx.Client(timeout=limits, follow_redirects=False, trust_env=False, verify=trusted) as client,
            client.stream("POST", address, headers=headers, content=content) as response,
        ):
            return _read(response, ends)
    except (httpx.ConnectError, httpx.ConnectTimeout):
        return refused("unreachable", again=True, down=True)
    except httpx.HTTPError as error:
        return unknown(type(error).__name__)


def _read(response: httpx.Response, ends: float) -> Answer | Outcome:
    body = b""
    for part in response.iter_bytes():
        body += part
        if time.monotonic() > ends or len(body) > _LONGEST_ANSWER:
            return unknown("too.slow")
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if isinstance(found, dict):
        return Answer(response.status_code, found)
    if response.status_code in _PASSED_ON or response.is_success:
        return unknown(f"http.{response.status_code}")
    return refused(f"http.{response.status_code}", down=True)
