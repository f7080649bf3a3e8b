"""What is told about requests for an identity, and what of them waits for whom (product.md R0, R2, S2)."""

from collections.abc import Iterable

from django.urls import reverse

from jiaoyun.accounts.models import RequestState
from jiaoyun.accounts.requests.climbed import climbed
from jiaoyun.accounts.requests.powers import CLIMBED_REVIEW, REQUESTS_REVIEW
from jiaoyun.accounts.requests.review import teacher_requests
from jiaoyun.notices.alarm import declare_alarm
from jiaoyun.notices.kinds import Reach, declare_kind
from jiaoyun.notices.models import Topic
from jiaoyun.notices.tasks import Counted, Task, declare_tasks
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.counting import NO_DEADLINE
from jiaoyun.plumbing.powers import Place, holds
from jiaoyun.plumbing.prepared import question_of

ASKED = declare_kind(
    "notices.identity_asked",
    "{name}申请成为本校教师，请审核。",
    "accounts:teacher_review",
    ("school_id",),
    topic=Topic.REQUEST,
)
REMINDED = declare_kind(
    "notices.identity_reminded",
    "{name}提醒您审核教师申请。",
    "accounts:teacher_review",
    ("school_id",),
    topic=Topic.REQUEST,
)
CLIMBED = declare_kind(
    "notices.identity_climbed",
    "{name}申请成为{school}的教师，这所学校没有管理员，请您审核。",
    "accounts:climbed_review",
    ("organization_id",),
    topic=Topic.REQUEST,
)
APPROVED = declare_kind(
    "notices.identity_approved",
    "您在{school}的教师身份已经审核通过，现在就可以登录使用。",
    "portal:desktop",
    topic=Topic.REQUEST,
    reach=Reach.ASK,
    message="您在{school}的教师身份已审核通过，现在就可以登录使用：{link}",
)
REJECTED = declare_kind(
    "notices.identity_rejected",
    "您在{school}的教师申请没有通过：{reason}。改好以后可以重新提交。",
    "accounts:applications",
    topic=Topic.REQUEST,
    reach=Reach.ASK,
    message="您在{school}的教师申请没有通过，登录后可以看到原因并修改：{link}",
)
PHONE_MOVED = declare_alarm(
    "notices.phone_moved_at_registration", "您账号绑定的手机号被一位用短信验证了它的人移到了新注册的账号。"
)


def waiting_requests(actor: Actor, place: Place) -> Iterable[Counted]:
    """Teacher requests that wait for the school; for a county those of schools without an administrator."""
    if holds(actor.grant, REQUESTS_REVIEW, place):
        rows = teacher_requests(place)
        title, detail = "教师申请等您审核", "通过以后老师马上能登录使用"
        address = reverse("accounts:teacher_review", kwargs={"school_id": place.organization_id})
    elif holds(actor.grant, CLIMBED_REVIEW, place):
        rows = climbed(place)
        title, detail = "教师申请等您审核", "这些学校还没有管理员"
        address = reverse("accounts:climbed_review", kwargs={"organization_id": place.organization_id})
    else:
        return
    waiting = rows.filter(state=RequestState.PENDING).values_list("submitted_at", NO_DEADLINE)
    yield Counted(question_of(waiting), lambda found: Task(title, detail, address, found.count, found.since))


declare_tasks(waiting_requests)
