"""NoticeSetting: which topics a person also wants by message. No row: by text message, not by e-mail."""

from django.db import models

from jiaoyun.accounts.models import Account
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class Topic(models.TextChoices):
    """What notices are about, as the settings name it."""

    SECURITY = "security", "账号安全"
    REQUEST = "request", "注册和申请"
    TICKET = "ticket", "工单"
    WORK = "work", "导入等任务"


class NoticeSetting(models.Model):
    """One person's wish for one topic. The account's safety goes by every channel whatever stands here."""

    scope = ScopeFields(account="account_id")

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    topic = models.CharField(max_length=10, choices=Topic.choices)
    by_phone = models.BooleanField(default=True)
    by_email = models.BooleanField(default=False)

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "topic"], name="notice_setting_once")]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"
