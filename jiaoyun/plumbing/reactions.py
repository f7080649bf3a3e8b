"""What happens elsewhere after a command: event → jobs, enqueued in the command's own transaction.

The one table of couplings is config/reactions.py; there are no signals.
"""

from importlib import import_module
from typing import Any

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.events import Event
from jiaoyun.plumbing.jobs import enqueue


def react(event: Event, actor: Actor, result: Any) -> None:
    """Enqueue the jobs that config/reactions.py names for this event, with the subject's id.

    Where many things were done at once (`each`), every job is wanted once for each of them, with its id.
    """
    table: dict[str, tuple[str, ...]] = import_module("config.reactions").REACTIONS
    subjects = getattr(result, event.each) if event.each else (getattr(result, event.subject),)
    for job_name in table.get(event.name, ()):
        for subject in subjects:
            enqueue(job_name, subject=(event.subject_kind, str(subject)), by=actor.account_id, subject_id=str(subject))
