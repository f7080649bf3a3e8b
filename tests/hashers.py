"""A password's hash for tests: the house's kind at the least cost that Argon2 allows, as thousands of them are made.

That the house's own cost is what it should be is held by tests/accounts/test_hashers.py; how many a second a machine
makes is measured by script/bench.
"""

from jiaoyun.accounts.hashers import Argon2Hasher


class QuickHasher(Argon2Hasher):
    """Argon2id as the house runs it, for nothing worth keeping."""

    time_cost = 1
    memory_cost = 8
