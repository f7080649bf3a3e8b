"""What the editors go by: how often an entry was read and found useful, and what was asked and not found."""

from django.db import models
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class HelpTally(models.Model):
    """One entry on one day in Shanghai: reads (once a network in ten minutes), useful, not useful."""

    scope = ScopeFields()

    id = models.BigAutoField(primary_key=True)
    entry_key = models.SlugField(max_length=60)
    day = models.DateField()
    reads = models.PositiveIntegerField(default=0)
    useful = models.PositiveIntegerField(default=0)
    not_useful = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry_key", "day"], name="help_tally_once")]
        indexes = [models.Index(fields=["day", "entry_key"], name="help_tally_day")]

    def __str__(self) -> str:
        return f"{self.entry_key} {self.day}"


class HelpMiss(models.Model):
    """A question without an answer. `text` holds no digits, numbers or addresses (misses.py); `folded` counts likes."""

    scope = ScopeFields()

    class State(models.TextChoices):
        """What the editors made of it."""

        OPEN = "open", "没有答案"
        ANSWERED = "answered", "已写成条目"
        DISMISSED = "dismissed", "不处理"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    folded = models.CharField(max_length=60, unique=True)
    text = models.CharField(max_length=60)
    count = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["state", "-count"], name="help_miss_list")]

    def __str__(self) -> str:
        return f"{self.state} {self.count}"
