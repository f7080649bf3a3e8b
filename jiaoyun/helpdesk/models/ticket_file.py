"""TicketFile: a piece of evidence, stored under a random name outside the static tree."""

from django.db import models
from uuid_utils.compat import uuid7

from jiaoyun.helpdesk.models.ticket import Ticket
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class Medium(models.TextChoices):
    """What a file is: a picture that was decoded and written anew, or a PDF as it came."""

    PICTURE = "picture", "图片"
    PDF = "pdf", "PDF"


class TicketFile(models.Model):
    """One file. No name of it is kept: people put names and numbers into file names."""

    scope = ScopeFields(school="ticket__organization_id", path="ticket__organization__path", account="ticket__asker_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField()
    medium = models.CharField(max_length=8, choices=Medium.choices)
    stored = models.CharField(max_length=32, unique=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "position"], name="ticket_file_position"),
            # Six at most, whoever sends at the same moment (position is 1 to 6).
            models.CheckConstraint(
                condition=models.Q(position__gte=1, position__lte=6), name="ticket_file_six_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.medium} {self.pk}"
