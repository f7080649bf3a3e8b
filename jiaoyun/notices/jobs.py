"""The room's jobs: notices by message, and the security notices that follow an event of an account."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.notices import account_change_jobs, request_jobs  # noqa: F401 - declare their jobs
from jiaoyun.notices.account_changes import DOCUMENT_PUT_BACK, NUMBER_CONCLUDED, NUMBER_WAITING
from jiaoyun.notices.alarm import alarm
from jiaoyun.notices.alarms import ALARMS_OF_ACCOUNTS, EMAIL_CHANGED, PHONE_CHANGED
from jiaoyun.notices.messages import write_messages
from jiaoyun.notices.models import Notice
from jiaoyun.notices.tell import SEND_JOB
from jiaoyun.plumbing.jobs.progress import Progress
from jiaoyun.plumbing.jobs.registry import Body, job
from jiaoyun.plumbing.models import OutboxMessage


@job(SEND_JOB)
def send_messages(*, notices: Sequence[str], progress: Progress) -> dict[str, Any]:
    """Write the messages of these notices; one that has some was done by an earlier try."""
    ids, now, written = [UUID(one) for one in notices], timezone.now(), 0
    done = set(
        OutboxMessage.objects.everywhere("the messages of these notices")
        .filter(subject_id__in=ids)
        .values_list("subject_id", flat=True)
    )
    for notice in Notice.objects.everywhere("the notices that the job was wanted for").filter(id__in=ids):
        if notice.id not in done:
            with transaction.atomic():
                progress.hold()
                written += write_messages(notice, now=now)
    return {"messages": written}


@job("notices.number_changed")
def number_changed(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """Tell an account that a phone or mailbox of it was bound, moved or unbound; the number that went is told too."""
    account_id = UUID(subject_id)
    rows = Identifier.objects.of_account(account_id).filter(kind__in=(IdentifierKind.PHONE, IdentifierKind.EMAIL))
    changes = [(row.released_at or row.bound_at, row) for row in rows]
    if not changes:
        return {"told": 0}
    last_at, last = max(changes, key=lambda change: change[0])
    with transaction.atomic():
        progress.hold()
        alarm(
            account_id,
            PHONE_CHANGED if last.kind == IdentifierKind.PHONE else EMAIL_CHANGED,
            now=timezone.now(),
            released=[row.id for _, row in changes if row.released_at == last_at],
            notice_id=progress.run.id,
        )
    return {"told": 1}


def _reaction(kind: str) -> Body:
    def tell(*, subject_id: str, progress: Progress) -> dict[str, Any]:
        with transaction.atomic():
            progress.hold()
            alarm(UUID(subject_id), kind, now=timezone.now(), notice_id=progress.run.id)
        return {}

    return tell


#: config/reactions.py names them: "notices.alarm_" + the last word of the kind.
for _kind in (*ALARMS_OF_ACCOUNTS, NUMBER_WAITING, NUMBER_CONCLUDED, DOCUMENT_PUT_BACK):
    job(f"notices.alarm_{_kind.rpartition('.')[2]}")(_reaction(_kind))
