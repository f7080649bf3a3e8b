"""What can be found province-wide by a piece of its name."""

from django.db import models


class GramEntry(models.Model):
    """One searchable thing: kind, id, normalised text. Its grams lie in each database's own form (gram_index.py)."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    owner_id = models.UUIDField()
    text = models.CharField(max_length=400)
    sort_key = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "owner_id"], name="gram_entry_owner")]

    def __str__(self) -> str:
        return f"{self.kind} {self.owner_id}"
