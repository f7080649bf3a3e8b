"""Password hashing: Argon2id at OWASP's minimum, 28 ms and 19 MiB a hash (security.md, finding 5)."""

from base64 import b64encode
from functools import cache
from secrets import token_bytes

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, get_hasher, make_password


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with t=2, m=19456 KiB, p=1: a school morning of logins on a few cores."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1


def hash_password(password: str) -> str:
    """The encoded hash, with a salt of its own."""
    return make_password(password)


def is_right_password(password: str, encoded: str) -> bool:
    """Whether the password fits. Exactly one Argon2 run in every case, and in the same way: where nothing is `encoded`,
    what is typed is held against nobody's hash."""
    return check_password(password, encoded or _nobodys()) and bool(encoded)


@cache
def _nobodys() -> str:
    """A hash that no password has, of the present cost; put together and not calculated: the first costs no run."""
    hasher = get_hasher()
    salt, nothing = (b64encode(part).decode().rstrip("=") for part in (hasher.salt().encode(), token_bytes(32)))
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"argon2$argon2id$v=19${cost}${salt}${nothing}"
