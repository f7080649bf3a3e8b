"""Proof of work: before its first code a browser calculates for a moment, so that a thousand codes cost something.

The challenge is ALTCHA's (PBKDF2, checked by the kept library); assets/js/work.js solves it with WebCrypto while the
form is filled in. Without scripts a question in words takes its place (codes/questions.py). One solution is good for
five codes of its session; whoever has logged in needs none.
"""

import base64
import json
from datetime import datetime, timedelta
from typing import Any

from altcha import create_challenge, verify_solution
from django.http import HttpRequest

from jiaoyun.accounts.addresses import client_network
from jiaoyun.accounts.codes.questions import is_answered
from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.throttle import hold

WORK, QUESTION, ANSWER = "work", "question", "answer"
CODES_A_SOLUTION = 5

_LEFT = "work_left"
_ALGORITHM, _ROUNDS, _PREFIX = "PBKDF2/SHA-256", 2000, "00"
_LASTS = timedelta(minutes=15)
_LONGEST = 2000


def is_due(request: HttpRequest) -> bool:
    """Whether the next code of this browser needs work: no log-in, and none of the last solution left."""
    return not _is_known(request) and int(request.session.get(_LEFT, 0)) <= 0


def check(request: HttpRequest, *, now: datetime) -> None:
    """Take one code off the browser's solution, after checking a new one where it is due.

    Refuses accounts.code.work where neither the work nor the answer to the question is right, or was used before.
    """
    if _is_known(request):
        return
    if not is_due(request):
        request.session[_LEFT] = int(request.session[_LEFT]) - 1
        return
    given = request.POST
    solved = _is_solved(given.get(WORK, ""), now) or is_answered(
        given.get(QUESTION, ""), given.get(ANSWER, ""), client_network(request), now=now
    )
    if not solved:
        raise Refused("accounts.code.work")
    request.session[_LEFT] = CODES_A_SOLUTION - 1


def new_challenge(now: datetime) -> dict[str, Any]:
    """A challenge for one browser: about 256 tries of 2,000 rounds. Nothing is written until it comes back solved."""
    made = create_challenge(_ALGORITHM, _ROUNDS, key_prefix=_PREFIX, expires_at=now + _LASTS, hmac_secret=_secret())
    return dict(made.to_dict())


def _is_known(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    return actor is not None and bool(actor.is_known)


def _is_solved(payload: str, now: datetime) -> bool:
    """Whether this is a solution of a challenge of ours, in time, and for the first time."""
    if not payload or len(payload) > _LONGEST or not verify_solution(payload, _secret()).verified:
        return False
    nonce = json.loads(base64.b64decode(payload))["challenge"]["parameters"]["nonce"]
    return hold("code.work", str(nonce), seconds=int(_LASTS.total_seconds()) * 2, now=now) is None


def _secret() -> bytes:
    return digest("accounts.work", "challenge")
