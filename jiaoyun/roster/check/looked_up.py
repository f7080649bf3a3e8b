"""Tells other schools that an import looked up their pupils, and counts it (security.md, Decided 1)."""

from datetime import datetime

from django.db.models import Count

from jiaoyun.notices.tell import tell_place
from jiaoyun.plumbing.actor import Role
from jiaoyun.roster.models import CurrentEnrolment, ImportBatch, ImportRow, RowClass
from jiaoyun.roster.notices import PUPILS_LOOKED_UP

_ELSEWHERE = (RowClass.ELSEWHERE_NAME, RowClass.ELSEWHERE_ENROLLED, RowClass.ELSEWHERE_GONE)


def tell_looked_up(batch: ImportBatch, now: datetime) -> int:
    """One notice a school whose pupils' numbers stood in the file; returns how many rows led elsewhere. One read."""
    rows = ImportRow.objects.within(batch.school.organization.place).filter(batch_id=batch.pk, row_class__in=_ELSEWHERE)
    found = (
        CurrentEnrolment.objects.everywhere("the schools of pupils whom an import looked up are told")
        .filter(account_id__in=rows.values("account_id"))
        .exclude(school_id=batch.school_id)
        .values_list("school_id")
        .annotate(pupils=Count("account_id"))
        .order_by("school_id")
    )
    looked_up = 0
    for school_id, pupils in found:
        looked_up += pupils
        tell_place(
            school_id,
            Role.SCHOOL_ADMIN,
            PUPILS_LOOKED_UP,
            now=now,
            school=batch.school.organization.name,
            count=pupils,
        )
    return looked_up
