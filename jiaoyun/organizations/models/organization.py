"""Organization: one row for the province, each city, county, functional zone and school (OneRoster: org)."""

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
        return place_of_columns(self.pk, self.path, self.kind, self._upwards())

    def _upwards(self) -> list[tuple[str, int | None]]:
        """Name and parent of this one and of those above it that were read with it."""
        node, found = self, [(self.name, self.parent_id)]
        while (above := node._state.fields_cache.get("parent")) is not None:
            node = above
            found.append((node.name, node.parent_id))
        return found


def place_of_columns(key: int, path: str, kind: str, upwards: list[tuple[str, int | None]]) -> Place:
    """An organization as a place, from its columns; `upwards`: name and parent of it and of those above it, as far as
    they were read."""
    school_id = key if kind == Kind.SCHOOL else None
    return Place(key, path, upwards[0][0], school_id=school_id, line=_line(upwards))


def _line(upwards: list[tuple[str, int | None]]) -> tuple[str, ...]:
    """The names from below the root down; empty where the root is farther than what was read."""
    names = list[str]()
    for name, parent_id in upwards:
        if parent_id is None:
            return tuple(reversed(names))
        names.append(name)
    return ()
