"""What the roll puts under 待办: an import that is not finished."""

from collections.abc import Iterable

from django.urls import reverse

from jiaoyun.notices.tasks import Task, declare_tasks
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import Place, holds
from jiaoyun.roster.models import OPEN_STATES, BatchState, ImportBatch
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.summary import waiting_rows


def open_imports(actor: Actor, place: Place) -> Iterable[Task]:
    """The school's open import: whose it is and what waits in it. One query, none for other roles."""
    if not holds(actor.grant, ROSTER_IMPORT, place):
        return
    for batch in ImportBatch.objects.within(place).filter(state__in=OPEN_STATES):
        waiting = waiting_rows(batch.summary)
        detail = f"{batch.file_name}，{batch.by_name}上传，{BatchState(batch.state).label}"
        yield Task(
            title="导入还没做完",
            detail=f"{detail}，{waiting} 行等您决定" if waiting else detail,
            address=reverse("roster:batch", kwargs={"school_id": batch.school_id, "batch_id": batch.pk}),
            count=max(waiting, 1),
            since=batch.created_at,
            due=batch.expires_at,
        )


declare_tasks(open_imports)
