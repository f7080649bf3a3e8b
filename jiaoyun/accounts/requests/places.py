"""The school that somebody asks to work at: it must be a tenant of the platform (product.md L6)."""

from jiaoyun.organizations.find_school_form import MISSING_TICKET
from jiaoyun.organizations.models import Kind, Organization, State
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.refusals import Refused


def open_school(school_id: int) -> Organization:
    """The school, held against being stopped meanwhile. Refuses accounts.request.no_tenant for any other place."""
    rows = Organization.objects.everywhere("which schools there are is public").select_for_update(
        of=("self",), no_key=True
    )
    row: Organization | None = rows.filter(pk=school_id, kind=Kind.SCHOOL).first()
    if row is None or row.state != State.OPEN:
        name = row.name if row is not None else "这所学校"
        raise Refused(
            "accounts.request.no_tenant",
            kind=MISSING_TICKET,
            school=name,
            who=Role.SUPPORT.label,
        )
    return row
