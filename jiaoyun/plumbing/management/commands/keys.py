"""Make the key file, or add a sealing key to it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jiaoyun.plumbing.keys import KeyFileError, add_sealing_key, make_keys, read_keys


class Command(BaseCommand):
    """`manage.py keys [--make | --rotate]`; without an option it says what the file holds."""

    help = "Makes the key file of a new installation, adds a sealing key, or says what the file holds."
    # The checks ask for the very file that this command makes.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One thing at a time."""
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--make", action="store_true", help="make the file where there is none; never overwrites")
        choice.add_argument("--rotate", action="store_true", help="add a sealing key and use it from now on")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what is to be done next."""
        path = Path(settings.JIAOYUN_KEYS)
        try:
            if options["make"]:
                self._make(path)
            elif options["rotate"]:
                version = add_sealing_key(path)
                self.stdout.write(f"{path}: sealing key {version} is in use. Back the file up, restart web and worker,")
                self.stdout.write("then run `manage.py rotate_sealing` to rewrite what older keys sealed.")
            else:
                keys = read_keys(path)
                self.stdout.write(f"{path}: sealing keys {sorted(keys.sealing)}, in use: {keys.current}")
        except KeyFileError as error:
            raise CommandError(str(error)) from None

    def _make(self, path: Path) -> None:
        if make_keys(path):
            self.stdout.write(
                f"{path}: keys made. Back this file up apart from the data: without it nothing can be read."
            )
            return
        # A file that is there but damaged must be said, not taken for good.
        read_keys(path)
        self.stdout.write(f"{path}: there already, left as it is.")
