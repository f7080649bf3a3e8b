"""Tells the schools that pupils came from: how many, and who enrolled them."""

from datetime import datetime
from typing import Any

from django.db import connection

from jiaoyun.notices.tell import tell_place
from jiaoyun.plumbing.actor import Role
from jiaoyun.roster.apply import statements
from jiaoyun.roster.models import ImportBatch
from jiaoyun.roster.notices import PUPILS_CLAIMED


def tell_schools_left(block: dict[str, Any], batch: ImportBatch, now: datetime) -> int:
    """One notice a school to its administrators; part of the block's transaction. The number of schools told."""
    with connection.cursor() as cursor:
        cursor.execute(statements.SCHOOLS_LEFT, block)
        left = cursor.fetchall()
    name = batch.school.organization.name
    for school, count in left:
        tell_place(school, Role.SCHOOL_ADMIN, PUPILS_CLAIMED, now=now, count=count, school=name)
    return len(left)
