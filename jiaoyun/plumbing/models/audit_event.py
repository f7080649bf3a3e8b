"""What happened: one row a change, only ever inserted."""

from django.db import models


class AuditEvent(models.Model):
    """Who did what to which object where. Ids, codes and counts only: names are resolved when the row is read.

    Insert-only: PostgreSQL takes UPDATE, DELETE and TRUNCATE from every role but the owner (migration 0002); what an
    owner or SQLite cannot prevent, AuditSeal detects.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    identity_id = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    place = models.CharField(max_length=255)
    details = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="audit_event_subject"),
            models.Index(fields=["actor_id", "id"], name="audit_event_actor"),
            models.Index(fields=["place", "id"], name="audit_event_place"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.action}"
