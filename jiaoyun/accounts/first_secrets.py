"""First secrets: the ten characters on a slip. Made at random, sealed, compared in constant time (security.md, 8)."""

import hmac
import secrets
from datetime import timedelta

from jiaoyun.rules.text import clean_cell

# Base 32 without what hands and eyes mix up (0 O 1 I L): 31 characters, ten of them 49.5 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10
LIFETIME = timedelta(days=14)
SEAL_KIND = "first-secret"


def new_secret() -> str:
    """Ten random characters, ungrouped."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(secret: str) -> str:
    """As printed: ABCDE-23456."""
    return f"{secret[:5]}-{secret[5:]}"


def plain(typed: str) -> str:
    """As compared: capitals, without dash and blanks, however it was typed."""
    return "".join(char for char in clean_cell(typed[:40]).upper() if char.isalnum())


def is_same(typed: str, secret: str) -> bool:
    """Whether what was typed is the secret, in a time that does not depend on where they differ."""
    return hmac.compare_digest(plain(typed).encode(), secret.encode())
