"""Sample spreadsheets on the upload page: a hook that the demo fills; empty in a real installation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings

from jiaoyun.plumbing.powers import Place


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample to try: its key in the address, its title, what it shows."""

    key: str
    title: str
    shows: str


Lister = Callable[[Place], Sequence[Sample]]
Builder = Callable[[Place, str], tuple[str, bytes] | None]
_source: list[tuple[Lister, Builder]] = []


def offer_samples(lister: Lister, builder: Builder) -> None:
    """Register the demo's samples: a list for a school, and the file of one (name, bytes) or None."""
    _source[:] = [(lister, builder)]


def samples_for(place: Place) -> Sequence[Sample]:
    """The samples for a school; none outside the demo."""
    return _source[0][0](place) if settings.JIAOYUN_DEMO and _source else ()


def build_sample(place: Place, key: str) -> tuple[str, bytes] | None:
    """The file of one sample; None where there is no such sample."""
    return _source[0][1](place, key) if settings.JIAOYUN_DEMO and _source else None
