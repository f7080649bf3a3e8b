"""The console: says in the log that a message went, never what or to whom. In demo mode the inbox page shows it."""

import logging

from jiaoyun.plumbing.sending.letter import Letter, Outcome, sent

log = logging.getLogger("jiaoyun.sending")


class Console:
    """Carries nothing anywhere; the row in the outbox is the message."""

    name = "console"

    def send(self, letter: Letter, *, seconds: float) -> Outcome:
        """Note that it went."""
        log.info("message %s by %s: %s", letter.id, letter.channel.value, letter.key)
        return sent(letter.id.hex)
