"""ImportRow: what the workbench shows of one line, what was decided and what became of it."""

from django.db import models

from jiaoyun.organizations.models import School
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class RowClass(models.TextChoices):
    """Exactly one a row, the first that fits (design.md §4). The labels are the texts that users know."""

    FAULTY = "faulty", "有错误"
    REPEATED = "repeated", "同一文件重复"
    TWO_PEOPLE = "two_people", "号码冲突"
    OTHER_ROLE = "other_role", "身份证号被其他角色占用"
    NAME_DIFFERS = "name_differs", "本校姓名不一致"
    OTHER_CLASS = "other_class", "身份证号被本校学生占用"
    UPDATE = "update", "信息更新"
    SAME = "same", "没有变化"
    BIN = "bin", "回收站"
    ELSEWHERE_NAME = "elsewhere_name", "外校学校但姓名未匹配"
    ELSEWHERE_ENROLLED = "elsewhere_enrolled", "外校在读学生"
    ELSEWHERE_GONE = "elsewhere_gone", "外校毕业学生"
    NEW = "new", "新增"


class Decision(models.TextChoices):
    """What is to become of a row. Open rows wait; everything but skip and request is applied by 导入."""

    OPEN = "", "未处理"
    ADD = "add", "新增"
    UPDATE = "update", "更新信息"
    MOVE = "move", "转入当前班级"
    ENROL = "enrol", "转入本校"
    RESTORE = "restore", "恢复"
    KEEP_NAME = "keep_name", "按系统里的姓名"
    REQUEST = "request", "已求助"
    SKIP = "skip", "跳过"


class Outcome(models.TextChoices):
    """What became of a row."""

    WAITING = "", "还没导入"
    DONE = "done", "已导入"
    CHANGED = "changed", "情况有变"
    UNDONE = "undone", "已撤销"
    KEPT = "kept", "撤销时保留"


class ImportRow(models.Model):
    """One line of a file. Numbers appear only as hints (last four); the sealed half is `ImportStage`."""

    scope = ScopeFields(school="school_id", path="school__organization__path")

    pk = models.CompositePrimaryKey("school_id", "batch_id", "line")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    batch_id = models.UUIDField()
    line = models.PositiveIntegerField()
    row_class = models.CharField(max_length=20, choices=RowClass.choices)
    no_class = models.BooleanField(default=False)
    phone_shared = models.BooleanField(default=False)
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    name = models.CharField(max_length=80)
    hint = models.CharField(max_length=24, blank=True)
    class_text = models.CharField(max_length=60, blank=True)
    stage = models.CharField(max_length=12, blank=True)
    entry_year = models.PositiveSmallIntegerField(null=True)
    class_number = models.PositiveSmallIntegerField(null=True)
    school_class_id = models.UUIDField(null=True)
    faults = models.JSONField(default=list)
    account_id = models.UUIDField(null=True)
    found_version = models.PositiveIntegerField(null=True)
    found = models.JSONField(null=True)
    before = models.JSONField(null=True)
    edited = models.BooleanField(default=False)

    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["school", "batch_id", "row_class", "line"], name="import_row_by_class")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.line}"
