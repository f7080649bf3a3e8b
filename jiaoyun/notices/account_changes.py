"""What is told of changes that wait and of corrected documents, and what of them the school should look at (I1)."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.models import DocumentChange
from jiaoyun.accounts.personal.powers import DOCUMENTS_REVERSE
from jiaoyun.notices.alarm import declare_alarm
from jiaoyun.notices.kinds import declare_kind
from jiaoyun.notices.tasks import Counted, Task, declare_tasks
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.counting import Sum
from jiaoyun.plumbing.powers import Place, holds
from jiaoyun.plumbing.prepared import question_of

NUMBER_WAITING = declare_alarm("notices.number_waiting", "您的账号申请了号码变更，48 小时以后生效。")
NUMBER_CONCLUDED = declare_alarm("notices.number_concluded", "您的账号等待中的号码变更已经结束，请在个人中心查看。")
DOCUMENT_PUT_BACK = declare_alarm("notices.document_put_back", "学校核对以后，您的身份证件恢复成了更正以前的号码。")
DOCUMENT_HERE = declare_kind(
    "notices.document_here",
    "{name}自己更正了身份证件，7 天内可以核对和撤回。",
    "accounts:document_changes",
    ("school_id",),
)


def corrections_to_look_at(actor: Actor, place: Place) -> Iterable[Counted]:
    """Documents that the school's people corrected and that can be put back, until the first of them is too old."""
    if not holds(actor.grant, DOCUMENTS_REVERSE, place):
        return
    rows = DocumentChange.objects.within(place).filter(reversed_at__isnull=True, reversible_until__gt=timezone.now())

    def task(found: Sum) -> Task:
        return Task(
            title="有人更正了身份证件",
            detail="没有问题就不用处理；不对的可以撤回",
            address=reverse("accounts:document_changes", kwargs={"school_id": place.organization_id}),
            count=found.count,
            since=found.since,
            due=found.due,
        )

    yield Counted(question_of(rows.values_list("at", "reversible_until")), task)


declare_tasks(corrections_to_look_at)
