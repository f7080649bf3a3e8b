"""Gates: the one place where a power is checked for an object.

A room's `access.py` loads the row and calls `admit`; @command refuses to finish when no gate was passed with its power.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import Http404

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import Place, Power, Verdict, decide, grant_that_holds
from jiaoyun.plumbing.refusals import Refused

_passed: ContextVar[set[str] | None] = ContextVar("passed_gates", default=None)


def admit(actor: Actor, power: Power, place: Place) -> None:
    """Let the actor in, or raise: Http404 outside the place, `house.power.lacking` or `.switch` inside it."""
    verdict = decide(actor, power, place)
    if verdict is Verdict.ALLOWED:
        passed = _passed.get()
        if passed is not None:
            passed.add(power.name)
        return
    other = grant_that_holds(actor, power, place)
    if other is not None:
        raise Refused(
            "house.power.switch",
            power=power.label,
            identity=str(other.identity_id),
            role=other.role.label,
            place=place.name,
        )
    if verdict is Verdict.OUTSIDE:
        raise Http404
    who = "、".join(role.label for role in power.roles())
    raise Refused("house.power.lacking", power=power.label, place=place.name, who=who)


@contextmanager
def watched() -> Iterator[set[str]]:
    """Collect the powers of the gates passed inside; for @command only."""
    passed: set[str] = set()
    token = _passed.set(passed)
    try:
        yield passed
    finally:
        _passed.reset(token)
