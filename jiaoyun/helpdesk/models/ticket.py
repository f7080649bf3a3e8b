"""Ticket 工单: what somebody asks, about whom or what, and which desk decides it now."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account
from jiaoyun.helpdesk.levels import LEVEL_LABELS
from jiaoyun.organizations.models import Organization, SchoolClass
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class TicketState(models.TextChoices):
    """Where a ticket stands. Asked: the asker's turn. Second: another person must confirm. Waiting: 48 h run."""

    OPEN = "open", "等待处理"
    ASKED = "asked", "等补充材料"
    SECOND = "second", "等待第二人确认"
    WAITING = "waiting", "等待生效"
    CLOSED = "closed", "已办结"


class ClosedWhy(models.TextChoices):
    """How it ended."""

    CURED = "cured", "已办好"
    ANSWERED = "answered", "已答复"
    SOLVED = "solved", "提交人自己解决了"
    SILENT = "silent", "一直没有补充材料"


class Ticket(models.Model):
    """One ticket. The asker is an account, or a visitor with a proved phone; `person` is whose account it is about.

    `object_id` with `object_kind`: another object (an import, a school). Sealed: what was typed (JSON) and the phone.
    `join_key`: tickets that mean the same (a school) carry the same one; `joined_to` the one that is worked on.
    """

    scope = ScopeFields(school="organization_id", path="organization__path", account="asker_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=40)
    refusal = models.CharField(max_length=80, blank=True)
    help_entry = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    object_kind = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    asker = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    phone_digest = models.BinaryField(max_length=32, null=True)
    phone_sealed = models.BinaryField(null=True)
    phone_hint = models.CharField(max_length=24, blank=True)
    phone_proved_at = models.DateTimeField(null=True)
    typed_sealed = models.BinaryField(null=True)
    # Facts that the house found out itself when it was raised, as codes: name_fits, phone_was_bound …
    facts = models.JSONField(default=dict)
    level = models.CharField(max_length=10, choices=[(level.value, label) for level, label in LEVEL_LABELS.items()])
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, null=True, related_name="+", db_index=False)
    # Where it came from; hand down leads back along the line from the root to here.
    home = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=TicketState.choices, default=TicketState.OPEN)
    handler = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    climbed = models.PositiveSmallIntegerField(default=0)
    reopened = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    closed_why = models.CharField(max_length=10, choices=ClosedWhy.choices, blank=True)
    cured_by = models.CharField(max_length=60, blank=True)
    join_key = models.BinaryField(max_length=32, null=True)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined", db_index=False)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asker__isnull=False) | Q(phone_digest__isnull=False), name="ticket_has_asker"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="ticket_closed_at",
            ),
            models.CheckConstraint(
                condition=Q(joined_to__isnull=True) | ~Q(joined_to=F("id")), name="ticket_not_joined_to_itself"
            ),
            models.UniqueConstraint(
                fields=["kind", "join_key"],
                condition=Q(joined_to__isnull=True) & Q(join_key__isnull=False) & ~Q(state="closed"),
                name="ticket_one_lead",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "level", "due_at", "id"],
                condition=Q(closed_at__isnull=True),
                name="ticket_desk",
            ),
            models.Index(
                fields=["organization", "level", "closed_at", "id"],
                condition=Q(closed_at__isnull=False),
                name="ticket_desk_closed",
            ),
            # The lists of a level below the own desk, whose organizations are many.
            models.Index(fields=["level", "due_at", "id"], condition=Q(closed_at__isnull=True), name="ticket_level"),
            models.Index(
                fields=["level", "closed_at", "id"], condition=Q(closed_at__isnull=False), name="ticket_level_closed"
            ),
            models.Index(
                fields=["level", "kind", "due_at", "id"], condition=Q(closed_at__isnull=True), name="ticket_level_kind"
            ),
            models.Index(fields=["handler", "due_at"], condition=Q(closed_at__isnull=True), name="ticket_of_handler"),
            models.Index(fields=["due_at"], condition=Q(closed_at__isnull=True), name="ticket_due"),
            models.Index(fields=["asker", "id"], condition=Q(asker__isnull=False), name="ticket_of_asker"),
            models.Index(fields=["phone_digest"], condition=Q(phone_digest__isnull=False), name="ticket_of_phone"),
            models.Index(fields=["person"], condition=Q(person__isnull=False), name="ticket_of_person"),
            models.Index(fields=["joined_to"], condition=Q(joined_to__isnull=False), name="ticket_joined"),
            models.Index(fields=["raised_at", "kind"], name="ticket_figures"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def place(self) -> Place:
        """Where it is decided, seen from its class at the class's desk, and about its person where it has one."""
        place: Place = self.organization.place
        if self.school_class_id is not None and self.level == "class":
            place = place.at_class(self.school_class_id)
        return place.about(self.person_id) if self.person_id else place
