"""Who acts: a frozen value that carries its grants, so that rooms below accounts can check powers.

`accounts` builds actors (from a session or for a job); everybody else only reads them.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """The kinds of identity (身份) of product.md; the label is what screens show."""

    STUDENT = "student"
    GUARDIAN = "guardian"
    TEACHER = "teacher"
    HOMEROOM = "homeroom"
    INSPECTOR = "inspector"
    SCHOOL_ADMIN = "school_admin"
    COUNTY_ADMIN = "county_admin"
    CITY_ADMIN = "city_admin"
    PROVINCE_ADMIN = "province_admin"
    SUPPORT = "support"

    @property
    def label(self) -> str:
        """The role as people call it."""
        return ROLE_LABELS[self]


ROLE_LABELS: dict[Role, str] = {
    Role.STUDENT: "学生",
    Role.GUARDIAN: "家长",
    Role.TEACHER: "教师",
    Role.HOMEROOM: "班主任",
    Role.INSPECTOR: "备课检查员",
    Role.SCHOOL_ADMIN: "学校管理员",
    Role.COUNTY_ADMIN: "区县管理员",
    Role.CITY_ADMIN: "市级管理员",
    Role.PROVINCE_ADMIN: "省级管理员",
    Role.SUPPORT: "平台技术支持",
}

REGION_ROLES = frozenset({Role.COUNTY_ADMIN, Role.CITY_ADMIN, Role.PROVINCE_ADMIN})
ADMINISTRATOR_ROLES = REGION_ROLES | {Role.SCHOOL_ADMIN, Role.SUPPORT}


@dataclass(frozen=True, slots=True)
class Grant:
    """One active identity: a role at a place. `path` is the organization's path in the tree, ending in a slash; `line`:
    the names from below the root down to it, where they were read."""

    identity_id: UUID
    role: Role
    organization_id: int
    path: str
    place_name: str
    school_class_id: UUID | None = None
    # The one person whom the case in hand concerns: support sees people through a ticket only (Reach.CASE).
    case_account: UUID | None = None
    line: tuple[str, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work: the account, the identity in use, and the other identities that a switch could take up.

    `ticket`: the ticket that the form in hand is the cure of; the command that it runs closes it (plumbing/cures.py).
    """

    account_id: UUID | None = None
    name: str = ""
    grant: Grant | None = None
    others: tuple[Grant, ...] = ()
    request_id: str = ""
    once_key: str = ""
    ticket: UUID | None = None

    @property
    def is_known(self) -> bool:
        """Whether somebody has logged in."""
        return self.account_id is not None

    @property
    def account(self) -> UUID:
        """The account's id; only for code behind a gate, where somebody has logged in."""
        if self.account_id is None:
            raise LookupError("a gate let nobody in")
        return self.account_id

    def without_once_key(self) -> "Actor":
        """The same actor for a second command of one request, which must not claim the form's key again."""
        return replace(self, once_key="", ticket=None)


NOBODY = Actor()
