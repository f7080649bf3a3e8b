"""Numbers that stand in addresses and forms, as anybody can type them there."""

DIGITS_MOST = 9


def small_number(text: str | None) -> int | None:
    """The number that a text of 1 to 9 ASCII digits gives; None for everything else.

    Longer ones may fit no column of ours, and Python refuses to read very long ones at all.
    """
    if not text or len(text) > DIGITS_MOST or not (text.isascii() and text.isdigit()):
        return None
    return int(text)
