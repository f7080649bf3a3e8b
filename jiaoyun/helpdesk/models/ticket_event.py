"""TicketEvent: one line of a ticket's history, as the asker and the desks read it."""

from django.db import models
from uuid_utils.compat import uuid7

from jiaoyun.helpdesk.models.ticket import Ticket
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class What(models.TextChoices):
    """What happened."""

    RAISED = "raised", "提交了工单"
    JOINED = "joined", "并入同一件事"
    TAKEN = "taken", "开始处理"
    PUT_BACK = "put_back", "放回待领"
    NOTE = "note", "内部备注"
    ASKED = "asked", "请您补充"
    REPLIED = "replied", "补充了说明"
    UP = "up", "交给上一级"
    DOWN = "down", "交给下一级"
    CLIMBED = "climbed", "到期没有处理，自动交给上一级"
    CASE = "case", "打开了本人资料"
    PROPOSED = "proposed", "提出办理，等第二人确认"
    DECLINED = "declined", "没有同意办理"
    BEGUN = "begun", "已受理，到时间生效"
    CURED = "cured", "已办好"
    ANSWERED = "answered", "答复并办结"
    SOLVED = "solved", "自己解决了"
    SILENT = "silent", "一直没有补充，自动办结"
    REOPENED = "reopened", "重新打开"


class TicketEvent(models.Model):
    """One event. `text_sealed`: words typed by somebody, sealed under kind ticket-text. Internal ones only desks read.

    `by` is empty for the house itself; the asker reads role and place, never a name.
    """

    scope = ScopeFields(school="ticket__organization_id", path="ticket__organization__path", account="ticket__asker_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="events")
    what = models.CharField(max_length=10, choices=What.choices)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_role = models.CharField(max_length=16, blank=True)
    by_organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+", db_index=False)
    level = models.CharField(max_length=10, blank=True)
    text_sealed = models.BinaryField(null=True)
    internal = models.BooleanField(default=False)
    # When those concerned were told; the job that tells runs again after a kill and tells nobody twice.
    told_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"
