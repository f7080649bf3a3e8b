"""When the recurring jobs are due next."""

from django.db import models


class Schedule(models.Model):
    """One row a recurring job; made by the worker from the declarations in code."""

    name = models.CharField(max_length=80, primary_key=True)
    next_at = models.DateTimeField()
    last_done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
