"""`manage.py demo load | logins | samples FOLDER`."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from jiaoyun.demo.life import begin_life
from jiaoyun.demo.load import NotEmptyError, load_demo
from jiaoyun.demo.logins import offered_logins
from jiaoyun.demo.samples import write_samples


class Command(BaseCommand):
    """Loads the demo province, prints its log-ins, writes its sample spreadsheets."""

    help = "The demo province: load it, print its log-ins, or write its sample spreadsheets into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do."""
        todo = parser.add_subparsers(dest="todo", required=True)
        todo.add_parser("load", help="load 60 schools and 30,000 invented people into an empty database")
        todo.add_parser("logins", help="print the log-ins")
        samples = todo.add_parser("samples", help="write the sample spreadsheets of the tour's school")
        samples.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """One of the three."""
        if options["todo"] == "load":
            self._load()
        elif options["todo"] == "logins":
            self._logins()
        else:
            for path in write_samples(options["folder"]):
                self.stdout.write(str(path))

    def _load(self) -> None:
        begun = time.monotonic()
        try:
            loaded = load_demo(timezone.now())
        except NotEmptyError:
            raise CommandError(
                "There are people in this database: the demo is loaded into an empty one only."
            ) from None
        tickets = begin_life(timezone.now())
        if loaded.rows:
            seconds = time.monotonic() - begun
            there = f"{loaded.schools} schools, {loaded.people:,} invented people, {tickets} tickets"
            self.stdout.write(f"{there} ({seconds:.1f} s)")
        else:
            self.stdout.write("The demo is there already.")

    def _logins(self) -> None:
        logins = offered_logins()
        self.stdout.write(f"  演示账号（密码都是 {logins[0].password}，人员和学校均为虚构）")
        for login in logins:
            self.stdout.write(f"    {login.login:<16}{login.role}　{login.place}")
