"""`manage.py messages`: every message with its words and values, as a vendor asks for them to approve templates."""

from typing import Any

from django.core.management.base import BaseCommand

from jiaoyun.plumbing.sending.messages import MESSAGES


class Command(BaseCommand):
    """Prints one message a line: key, values in order, words."""

    help = "lists the messages that can be sent, with their words"

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them in the order of their keys."""
        for key in sorted(MESSAGES):
            kind = MESSAGES[key]
            self.stdout.write(f"{key}\t{', '.join(kind.takes)}\t{kind.text}")
