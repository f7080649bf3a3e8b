"""PlatformNumberCounter: serials of T + entry year + 8 digits, for pupils without an ID document (product.md L1)."""

from django.db import models

from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class PlatformNumberCounter(models.Model):
    """One row an entry year; a block of serials is taken with one statement."""

    scope = ScopeFields()

    entry_year = models.PositiveSmallIntegerField(primary_key=True)
    next_serial = models.PositiveIntegerField(default=1)

    objects = ScopedManager()

    def __str__(self) -> str:
        return str(self.entry_year)
