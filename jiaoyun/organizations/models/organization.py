"""Organization: one row for the province, each city, county, functional zone and school (OneRoster: org)."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.scope import ScopedManager, ScopeFields


class Kind(models.TextChoices):
    """What stands at a node of the tree. A zone (功能区) runs schools but has no GB/T 2260 code."""

    PROVINCE = "province", "省"
    CITY = "city", "市"
    COUNTY = "county", "区县"
    ZONE = "zone", "功能区"
    SCHOOL = "school", "学校"


class State(models.TextChoices):
    """Whether an organization is a tenant (租户) of the platform."""

    UNOPENED = "unopened", "未开通"
    OPEN = "open", "开通"
    STOPPED = "stopped", "停用"
    ABOLISHED = "abolished", "撤销"


class Organization(models.Model):
    """A node of the tree. `path` is the ids from the root, "/1/12/345/": everything below starts with it."""

    scope = ScopeFields(school="id", path="path")

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=80)
    name_pinyin = models.CharField(max_length=240, blank=True)
    name_initials = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to__isnull=True), name="organization_code_once_while_valid"
            ),
            models.CheckConstraint(
                condition=Q(path__startswith="/", path__endswith="/"), name="organization_path_form"
            ),
        ]
        indexes = [
            models.Index(fields=["parent", "code"], name="organization_children"),
            models.Index(fields=["kind", "name_initials"], name="organization_initials"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """This organization as the place of a page or power."""
        school_id = self.pk if self.kind == Kind.SCHOOL else None
        names = [value for node in self.read_line() for value in (node.name, node.parent_id)]
        return Place(self.pk, self.path, self.name, school_id, line=line_of_columns(names))

    def read_line(self) -> list["Organization"]:
        """This one and those above it, as far as they were read with it; the root is the one without a parent."""
        found = [self]
        while (above := found[-1]._state.fields_cache.get("parent")) is not None:
            found.append(above)
        return found


#: An organization and those above it, whose names the breadcrumb of its pages shows.
_ABOVE = ("", "parent__", "parent__parent__", "parent__parent__parent__")
#: The columns of a line, from the organization upwards: name and parent of each.
LINE_COLUMNS = tuple(f"{above}{column}" for above in _ABOVE for column in ("name", "parent_id"))


def line_of_columns(values: Sequence[Any]) -> tuple[str, ...]:
    """The names from below the root down, from the values of LINE_COLUMNS; empty where the root is farther up."""
    names = list[str]()
    for name, parent_id in zip(values[::2], values[1::2], strict=True):
        if parent_id is None:
            return tuple(reversed(names))
        names.append(name)
    return ()
