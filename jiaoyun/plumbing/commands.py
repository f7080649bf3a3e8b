"""@command: one change. Power at the place, one transaction, the event, and the jobs that react to it.

The order is always the same: claim the form's once-key → body (gate, rules, named fields) → event → reactions → the
ticket that waited for it. All of it commits together or not at all. Commands do not call commands (`durable` holds it).
"""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from jiaoyun.plumbing import audit, gates
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.cures import settle
from jiaoyun.plumbing.events import Event, details_of
from jiaoyun.plumbing.models import OnceKey
from jiaoyun.plumbing.powers import Power
from jiaoyun.plumbing.reactions import react

P = ParamSpec("P")
R = TypeVar("R")


class AlreadyDoneError(Exception):
    """The same form was sent before (double click, back and send again): the first effect stands."""


class Command(Generic[P, R]):
    """A use case as a callable with its power and event on it; every caller runs through the same steps."""

    def __init__(self, body: Callable[P, R], power: Power | None, event: Event) -> None:
        functools.update_wrapper(self, body)
        self.body, self.power_or_none, self.event = body, power, event
        COMMANDS[f"{body.__module__}.{body.__name__}"] = self

    @property
    def power(self) -> Power:
        """The power that it needs; a command for everybody who is logged in has none and must not be asked."""
        if self.power_or_none is None:
            raise LookupError(f"{self.event.name} needs no power")
        return self.power_or_none

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        actor, now = kwargs["actor"], kwargs["now"]
        if not isinstance(actor, Actor) or not isinstance(now, datetime):
            raise TypeError("a command takes actor and now by keyword")
        with transaction.atomic(durable=True), gates.watched() as passed:
            _claim_once(actor)
            result = self.body(*args, **kwargs)
            if self.power_or_none is not None and self.power_or_none.name not in passed:
                raise PermissionError(f"{self.event.name} passed no gate with {self.power_or_none.name}")
            _record(self.event, actor, result, now)
            react(self.event, actor, result)
            settle(actor, self.event, result, now)
        return result


COMMANDS: dict[str, Command[Any, Any]] = {}


def command(*, power: Power | None, event: Event) -> Callable[[Callable[P, R]], Command[P, R]]:
    """Declare a use case: its power (None: the account's own matters) and the event that its result fills."""

    def declare(body: Callable[P, R]) -> Command[P, R]:
        return Command(body, power, event)

    return declare


def _claim_once(actor: Actor) -> None:
    if not actor.once_key or actor.account_id is None:
        return
    try:
        with transaction.atomic():
            OnceKey.objects.create(actor_id=actor.account_id, key=actor.once_key)
    except IntegrityError as again:
        raise AlreadyDoneError from again


def _record(event: Event, actor: Actor, result: Any, now: datetime) -> None:
    audit.record(
        action=event.name,
        actor_id=actor.account_id,
        identity_id=actor.grant.identity_id if actor.grant else None,
        subject=(event.subject_kind, _text(getattr(result, event.subject))),
        place=actor.grant.path if actor.grant else "",
        details=details_of(event, result),
        request_id=actor.request_id,
        at=now,
    )


def _text(value: UUID | int | str) -> str:
    return str(value)
