"""What editors made of the help centre: entries changed or new, and every text that stood before a change."""

from django.db import models
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class HelpEntry(models.Model):
    """One entry that somebody edited. A built-in entry has a row from its first edit on; a new one has only this row.

    `follows_file`: the editors went back to the built-in text; the row stays for its history. `file_digest`: the
    built-in text that the edit began from or was compared with last; another one today means that a new text is on
    offer. `also` and `messages` are lists of texts; buttons and refusals of a built-in entry stay the file's.
    `page`: the URL name of a new entry's button.
    """

    scope = ScopeFields()

    key = models.SlugField(primary_key=True, max_length=60)
    group = models.CharField(max_length=12)
    question = models.CharField(max_length=60)
    answer = models.TextField(max_length=3000)
    also = models.JSONField(default=list)
    messages = models.JSONField(default=list)
    page = models.CharField(max_length=60, blank=True)
    hidden = models.BooleanField(default=False)
    follows_file = models.BooleanField(default=False)
    file_digest = models.CharField(max_length=16, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects = ScopedManager()

    def __str__(self) -> str:
        return self.key


class HelpVersion(models.Model):
    """A text as it stood before a change, who changed it and when. `number` counts from 1 within an entry.

    The entry's first version is the built-in text, or nothing (all texts empty) for an entry that was made here.
    """

    scope = ScopeFields()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.ForeignKey(HelpEntry, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    question = models.CharField(max_length=60, blank=True)
    answer = models.TextField(max_length=3000, blank=True)
    also = models.JSONField(default=list)
    messages = models.JSONField(default=list)
    by = models.UUIDField()
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="help_version_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.number}"
