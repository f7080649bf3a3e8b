"""A file: one JSON line a message under JIAOYUN_DATA, for its owner only; to try a whole installation with."""

import json
import os

from django.conf import settings

from jiaoyun.plumbing.sending.letter import Letter, Outcome, refused, sent

NAME = "messages.jsonl"


class File:
    """Appends to the file; a line is written whole or not at all (one write in append mode)."""

    name = "file"

    def send(self, letter: Letter, *, seconds: float) -> Outcome:
        """Write the line."""
        line = json.dumps(
            {
                "id": str(letter.id),
                "channel": letter.channel.value,
                "number": letter.number,
                "key": letter.key,
                "text": letter.text,
            },
            ensure_ascii=False,
        )
        try:
            handle = os.open(settings.JIAOYUN_DATA / NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(handle, "ab", buffering=0) as file:
                file.write(f"{line}\n".encode())
        except OSError:
            return refused("file.unwritable", again=True, down=True)
        return sent(letter.id.hex)
