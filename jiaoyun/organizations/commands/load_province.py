"""Load a province from tables: how the tree of a real installation begins, and how new schools come in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jiaoyun.organizations.events import PROVINCE_LOADED
from jiaoyun.organizations.models import Kind, Organization
from jiaoyun.organizations.putting import put_organizations, put_schools
from jiaoyun.organizations.tables import OrganizationLine, SchoolLine, TableError
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class ProvinceLoaded:
    """What the tables brought; also the event's fields."""

    province_id: int
    organizations: int
    schools: int
    renamed: int


@command(power=None, event=PROVINCE_LOADED)
def load_province(
    *, actor: Actor, regions: Sequence[OrganizationLine], schools: Sequence[SchoolLine], now: datetime
) -> ProvinceLoaded:
    """Put regions, then schools, into the tree: all or nothing; called by the management command only.

    Loading the same tables again changes nothing. Raises TableError where a line fits nowhere, where a second
    province would begin, or where there is no province at all.
    """
    put_regions = put_organizations(regions)
    put = put_schools(schools, now)
    provinces = list(Organization.objects.everywhere("the root of the tree").filter(kind=Kind.PROVINCE))
    if len(provinces) != 1:
        raise TableError("the tree needs exactly one province")
    return ProvinceLoaded(provinces[0].pk, put_regions.added, put.added, put_regions.renamed + put.renamed)
