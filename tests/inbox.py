"""What was sent, as its receiver would read it: tests take codes out of the outbox as people take them off a phone."""

import re

from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.models import OutboxMessage
from jiaoyun.plumbing.sending.outbox import letter_of


def texts_to(number: str, *, channel: str = "phone", key: str = "") -> list[str]:
    """The messages to a canonical phone or mailbox, newest first, as they read."""
    rows = OutboxMessage.objects.everywhere("the test's own outbox").filter(digest=digest(channel, number))
    if key:
        rows = rows.filter(key=key)
    return [letter_of(row).text for row in rows.order_by("-id")]


def code_to(number: str, *, channel: str = "phone") -> str:
    """The six digits of the newest code sent there. Run the jobs first where it goes to a bound number."""
    found = texts_to(number, channel=channel, key="accounts.code")
    assert found, "no code was sent there"
    [digits] = re.findall(r"(?<!\d)\d{6}(?!\d)", found[0])
    return str(digits)


def count_to(number: str, *, channel: str = "phone") -> int:
    """How many messages were written to it."""
    return len(texts_to(number, channel=channel))
