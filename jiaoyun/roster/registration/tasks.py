"""待办: guardians, pupils and wishes for another class that wait for a confirmation, in the own class or school."""

from collections.abc import Iterable

from django.urls import reverse

from jiaoyun.notices.tasks import Counted, Task, declare_tasks
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import Place, holds
from jiaoyun.roster.guardians.waiting import waiting_since
from jiaoyun.roster.registration.powers import REGISTRATIONS_CONFIRM


def open_confirmations(actor: Actor, place: Place) -> Iterable[Counted]:
    """How many wait, since when; none for other roles."""
    if place.school_id is None or not holds(actor.grant, REGISTRATIONS_CONFIRM, place):
        return
    where = {"school_id": place.school_id}
    if place.school_class_id is not None:
        address = reverse("roster:class_confirmations", kwargs={**where, "class_id": place.school_class_id})
    else:
        address = reverse("roster:confirmations", kwargs=where)
    detail = "有家长或学生注册，或者学生申请换班，等您核对"
    yield Counted(waiting_since(place), lambda found: Task("家长与学生确认", detail, address, found.count, found.since))


declare_tasks(open_confirmations)
