"""The row that tells whether the key file in use is the one that this database was written with."""

from django.db import models


class KeyCheck(models.Model):
    """One row (id 1): the digest of a known text, and the text sealed. See jiaoyun/plumbing/keys.py."""

    id = models.SmallIntegerField(primary_key=True)
    digest = models.BinaryField(max_length=32)
    sealed = models.BinaryField(max_length=64)

    def __str__(self) -> str:
        return "key check"
