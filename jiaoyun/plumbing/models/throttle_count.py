"""Counters of the throttle."""

from django.db import models


class ThrottleCount(models.Model):
    """How often a key was spent in one window. The key (phone, address, name) is stored as its digest only."""

    digest = models.BinaryField(max_length=32)
    window = models.BigIntegerField(help_text="start of the window, seconds since 1970")
    count = models.IntegerField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "window"], name="throttle_count_window")]

    def __str__(self) -> str:
        return f"{self.window}: {self.count}"
