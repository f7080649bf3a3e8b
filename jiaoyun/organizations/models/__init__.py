"""One aggregate a file."""

from jiaoyun.organizations.models.calendar import SchoolCalendar
from jiaoyun.organizations.models.organization import Kind, Organization, State
from jiaoyun.organizations.models.school import School, Stage
from jiaoyun.organizations.models.school_class import ClassState, SchoolClass

__all__ = ["ClassState", "Kind", "Organization", "School", "SchoolCalendar", "SchoolClass", "Stage", "State"]
