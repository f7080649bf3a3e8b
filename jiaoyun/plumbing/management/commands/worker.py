"""The worker: runs the jobs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jiaoyun.plumbing.jobs.registry import discover
from jiaoyun.plumbing.jobs.supervisor import Supervisor
from jiaoyun.plumbing.key_check import require_keys
from jiaoyun.plumbing.models import Lane


class Command(BaseCommand):
    """`manage.py worker [--lane quick|bulk …]`: a process a lane; ends in order at SIGTERM."""

    help = "Runs jobs until it is stopped: one process for quick ones, one for long ones."

    def add_arguments(self, parser: CommandParser) -> None:
        """Several machines may each serve some lanes."""
        parser.add_argument(
            "--lane", action="append", choices=Lane.values, help="serve this lane only; may be repeated"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check the keys first: a worker with the wrong key would write what nobody can read."""
        require_keys()
        discover()
        Supervisor(options["lane"] or list(Lane.values)).run()
