"""The chain over the audit: each seal holds a mark of every event it covers and the digest of the seal before."""

from django.db import models


class AuditSeal(models.Model):
    """One link. Its events are listed by id, because on PostgreSQL a lower id may be committed after a higher one.

    `ranges` are [first, last] pairs of event ids in sealing order; `marks` 16 bytes an event in that order; `gaps` the
    ids below the highest one that had no row yet, as [first, last, when first missed (seconds since 1970)]. See
    docs/decisions/0004-audit-chain.md.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    count = models.IntegerField()
    ranges = models.JSONField()
    gaps = models.JSONField()
    highest = models.BigIntegerField()
    marks = models.BinaryField()
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"seal {self.sequence} of {self.count} events"
