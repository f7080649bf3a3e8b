"""Forms that were sent: what makes a double click one effect."""

from django.db import models


class OnceKey(models.Model):
    """The key of one form of one account. `outcome` is the address that the first effect led to, where there is one."""

    actor_id = models.UUIDField()
    key = models.CharField(max_length=36)
    outcome = models.TextField(default="", blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor_id", "key"], name="once_key_once")]

    def __str__(self) -> str:
        return self.key
