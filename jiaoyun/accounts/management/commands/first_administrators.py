"""`manage.py first_administrators`: how a real installation gets its first people."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from jiaoyun.accounts.commands.install_administrators import Newcomer, install_administrators
from jiaoyun.accounts.identifiers import NotThisKindError
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.actor import NOBODY
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.faults import Fault


class Command(BaseCommand):
    """Makes the province administrator and one support clerk, and prints their one-time slips once."""

    help = "Make the first province administrator and support clerk; prints one-time slips, once."

    def add_arguments(self, parser: CommandParser) -> None:
        """Names and account names of the two."""
        for who in ("administrator", "support"):
            parser.add_argument(f"--{who}-name", required=True, help=f"name of the {who} as in the ID document")
            parser.add_argument(f"--{who}-login", required=True, help="account name: a letter, then 3-19 a-z 0-9 _")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command and print the slips; nothing is written where it fails."""
        try:
            installed = install_administrators(
                actor=NOBODY,
                administrator=Newcomer(options["administrator_name"], options["administrator_login"]),
                support=Newcomer(options["support_name"], options["support_login"]),
                now=timezone.now(),
            )
        except Organization.DoesNotExist:
            raise CommandError("No province yet: run `manage.py load_province` first.") from None
        except NotThisKindError:
            raise CommandError("A login is no account name: a letter first, then 3 to 19 of a-z, 0-9, _.") from None
        except (Refused, Fault) as no:
            raise CommandError(_why(no)) from None
        for label, slip in zip(("省级管理员", "平台技术支持"), installed.slips, strict=True):
            self.stdout.write(f"{label} {slip.name}  账号 {slip.login}  首次登录码 {slip.secret}")
        self.stdout.write("首次登录码只显示这一次，14 天内有效；登录后请马上设置自己的密码。")


def _why(no: Refused | Fault) -> str:
    return f"{no.refusal.text}。{no.refusal.cause}" if isinstance(no, Refused) else f"{no.text.what}，{no.text.todo}"
