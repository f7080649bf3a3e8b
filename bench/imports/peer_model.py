"""The table that django-import-export gets: the account's columns and, in plain text, the columns of the sheet."""

from typing import Any
from uuid import UUID

from django.db import connection, models
from uuid_utils.compat import uuid7

from bench.imports.people import Person, guardian_of

COLUMNS = [
    *("id", "name", "name_key", "sort_key", "name_pinyin", "name_initials", "sex", "birth_date", "state", "version"),
    *("created_at", "document", "roll_number", "ethnicity", "class_text", "guardian", "phone", "remark"),
]


class Pupil(models.Model):
    """A pupil in one row, found by the document's number; unique like the product's identifiers, but not sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=60)
    name_key = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=120)
    name_pinyin = models.CharField(max_length=160)
    name_initials = models.CharField(max_length=60)
    sex = models.CharField(max_length=1)
    birth_date = models.DateField()
    state = models.CharField(max_length=12, default="active")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    document = models.CharField(max_length=40, unique=True)
    roll_number = models.CharField(max_length=40, unique=True)
    ethnicity = models.CharField(max_length=20, blank=True)
    class_text = models.CharField(max_length=60, blank=True)
    guardian = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    remark = models.CharField(max_length=100, blank=True)

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return str(self.pk)


def make_table() -> None:
    """Create the table in the database of the connection."""
    with connection.schema_editor() as editor:
        editor.create_model(Pupil)


def row_of(account: tuple[Any, ...], found: Person, serial: int) -> tuple[Any, ...]:
    """The values of COLUMNS for an account's row of the population (its first columns are the same)."""
    key, name, name_key, sort_key, pinyin, initials, sex, birth, state, _, _, _, created, version = account
    plain = (found.document, found.roll_number, "汉族", "一（1）班", guardian_of(serial), found.phone, "")
    return (UUID(int=key.int), name, name_key, sort_key, pinyin, initials, sex, birth, state, version, created, *plain)
