"""Jobs that follow changes of accounts: telling the school of a corrected document (I1), and a second person (L4)."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jiaoyun.accounts.models import DocumentChange
from jiaoyun.notices.account_changes import DOCUMENT_HERE
from jiaoyun.notices.models import Notice
from jiaoyun.notices.tell import tell_accounts, tell_place
from jiaoyun.notices.unbindings import SECOND_WANTED, seconds_of, unconfirmed
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.jobs.progress import Progress
from jiaoyun.plumbing.jobs.registry import job


@job("notices.document_here")
def document_here(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """Tell the school of the latest correction of this account; once, however often the job is tried."""
    rows = DocumentChange.objects.of_account(UUID(subject_id)).select_related("account").order_by("-at")
    change = rows.first()
    if change is None or change.organization_id is None:
        return {"told": 0}
    with transaction.atomic():
        progress.hold()
        told = Notice.objects.everywhere("whether this correction was told").filter(
            kind=DOCUMENT_HERE, organization_id=change.organization_id, values__change=str(change.id)
        )
        if told.exists():
            return {"told": 0}
        tell_place(
            change.organization_id,
            Role.SCHOOL_ADMIN,
            DOCUMENT_HERE,
            now=timezone.now(),
            name=change.account.name,
            school_id=change.organization_id,
            change=str(change.id),
        )
    return {"told": 1}


@job("notices.second_wanted")
def second_wanted(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """Tell those who may confirm the unbinding of this account's phone as the second person; once."""
    change = unconfirmed().filter(account_id=UUID(subject_id)).first()
    if change is None:
        return {"told": 0}
    school_id, seconds = seconds_of(change)
    with transaction.atomic():
        progress.hold()
        told = Notice.objects.everywhere("whether this unbinding was told").filter(
            kind=SECOND_WANTED, values__change=str(change.id)
        )
        if school_id is None or not seconds or told.exists():
            return {"told": 0}
        values = {"school_id": school_id, "account_id": str(change.account_id), "change": str(change.id)}
        return {"told": tell_accounts(seconds, SECOND_WANTED, now=timezone.now(), **values)}
