"""Verify the audit chain."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from jiaoyun.plumbing.audit.heads import set_heads_aside
from jiaoyun.plumbing.audit.verify import verify_audit
from jiaoyun.plumbing.models import AuditEvent, AuditSeal

_SHOWN = 200


class Command(BaseCommand):
    """`manage.py verify_audit`: exit code 0 where the audit is whole, 1 with the findings where it is not."""

    help = "Checks every audit event and seal, and says which was changed, removed, inserted or cut off."

    def add_arguments(self, parser: CommandParser) -> None:
        """Only a person may decide that a restored state is the one to go on with."""
        parser.add_argument(
            "--new-heads",
            action="store_true",
            help="keep the heads file under another name and begin a new one (after a restore, once you have looked)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk the chain, print the findings."""
        if options["new_heads"]:
            kept = set_heads_aside(timezone.now())
            self.stdout.write(f"a new heads file begins{f'; the old one is {kept}' if kept else ''}")
        found = 0
        for finding in verify_audit(timezone.now()):
            found += 1
            if found <= _SHOWN:
                self.stdout.write(finding.sentence)
        if found:
            raise CommandError(f"the audit is not whole: {found} findings")
        self.stdout.write(f"the audit is whole: {AuditEvent.objects.count()} events, {AuditSeal.objects.count()} seals")
