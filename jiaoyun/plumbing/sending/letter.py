"""What a gateway is handed, and what it answers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from jiaoyun.plumbing.models import MessageChannel


@dataclass(frozen=True, slots=True)
class Letter:
    """One message in full; `repr` shows its id and key only. `values` are in the order of the kind's `takes`."""

    id: UUID
    channel: MessageChannel
    number: str
    key: str
    values: tuple[tuple[str, str], ...]
    text: str
    subject: str

    def __repr__(self) -> str:
        return f"Letter({self.id}, {self.key})"


class Result(StrEnum):
    """Sent: the gateway took it. Refused: it surely was not sent. Unknown: it may have been."""

    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer of one try. `reason` is a code; `again`: a later try may succeed; `down`: the gateway failed."""

    result: Result
    provider_id: str = ""
    reason: str = ""
    again: bool = False
    down: bool = False


def sent(provider_id: str = "") -> Outcome:
    """The gateway took it."""
    return Outcome(Result.SENT, provider_id=provider_id[:80])


def refused(reason: str, *, again: bool = False, down: bool = False) -> Outcome:
    """It was not sent, for this reason (a code of ours or of the vendor)."""
    return Outcome(Result.REFUSED, reason=reason[:60], again=again, down=down)


def unknown(reason: str) -> Outcome:
    """It was handed over and no answer came: it is never sent a second time."""
    return Outcome(Result.UNKNOWN, reason=reason[:60], down=True)


class Gateway(Protocol):
    """Who carries messages. Raises nothing: whatever happens is an outcome."""

    name: str

    def send(self, letter: Letter, *, seconds: float) -> Outcome:
        """Try once, for at most so many seconds."""
        ...
