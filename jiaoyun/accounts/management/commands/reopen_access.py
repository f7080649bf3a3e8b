"""`manage.py reopen_access`: lets a province administrator or support clerk in again who has no way left."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from jiaoyun.accounts.commands.reopen_access import reopen_access
from jiaoyun.plumbing.actor import NOBODY
from jiaoyun.plumbing.refusals import Refused


class Command(BaseCommand):
    """Prints a one-time slip once; the old password and every session end."""

    help = "Give a province administrator or support clerk a one-time slip; with --second-factor remove a lost one too."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, and whether the factor is lost too."""
        parser.add_argument("--login", required=True, help="account name")
        parser.add_argument("--second-factor", action="store_true", help="remove app, passkeys and recovery codes too")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command and print the slip; nothing is written where it fails."""
        try:
            done = reopen_access(
                actor=NOBODY, login=options["login"], factor=options["second_factor"], now=timezone.now()
            )
        except Refused as no:
            raise CommandError(f"{no.refusal.text}。{no.refusal.cause}") from None
        self.stdout.write(f"{done.slip.name}  账号 {done.slip.login}  一次性密码 {done.slip.secret}")
        self.stdout.write("一次性密码只显示这一次，14 天内有效；登录后请马上设置自己的密码。")
