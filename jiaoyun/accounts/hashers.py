"""Password hashing: Argon2id at OWASP's minimum, 28 ms and 19 MiB a hash (security.md, finding 5)."""

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with t=2, m=19456 KiB, p=1: a school morning of logins on a few cores."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1


def hash_password(password: str) -> str:
    """The encoded hash, with a salt of its own."""
    return make_password(password)


def is_right_password(password: str, encoded: str) -> bool:
    """Whether the password fits. Exactly one Argon2 run in every case: an empty `encoded` costs a hash thrown away."""
    if not encoded:
        make_password(password)
        return False
    return check_password(password, encoded)
