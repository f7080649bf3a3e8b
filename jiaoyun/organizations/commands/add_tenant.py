"""添加租户: support opens a school that people ask for (product.md L6), new in the tree or there but not open."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.http import Http404

from jiaoyun.organizations.events import TENANT_ADDED
from jiaoyun.organizations.models import Kind, Organization, School, Stage, State
from jiaoyun.organizations.powers import TENANT_ADD
from jiaoyun.organizations.putting import put_schools
from jiaoyun.organizations.tables import SchoolLine
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.school_types import stages_of
from jiaoyun.rules.stages import Stage as StageName
from jiaoyun.rules.stages import StageSpec

_WHY = "support opens schools in the whole province"
_LONGEST_CODE = 12


@dataclass(frozen=True, slots=True)
class NewTenant:
    """What support found out: where, the full name, 办学类型, 五四制 or 六三制, and the two codes where known."""

    county_id: int
    name: str
    school_type: str
    five_four: bool = False
    urban_rural: str = ""
    school_code: str = ""


@dataclass(frozen=True, slots=True)
class TenantAdded:
    """The school that is open now. `years` of each stage, lowest first; `was_there`: the tree had it, not open."""

    school_id: int
    county_id: int
    school_type: str
    years: tuple[int, ...]
    was_there: bool


@command(power=TENANT_ADD, event=TENANT_ADDED)
def add_tenant(*, actor: Actor, tenant: NewTenant, now: datetime) -> TenantAdded:
    """Open a school: its administrator can be appointed and its teachers can register from now on.

    Refuses organizations.tenant.exists where a school of that name is open in the county, .code_taken where another
    school has the 学校标识码; Http404 for a county that is none.
    """
    county = _locked_county(tenant.county_id)
    admit(actor, TENANT_ADD, county.place)
    _refuse_code(tenant)
    there = _of_that_name(county, tenant.name)
    if there is not None and there.state == State.OPEN:
        raise Refused("organizations.tenant.exists", place=there.name)
    school = _put(county, tenant, now) if there is None else _open(there, tenant, now)
    specs = _stages(tenant)
    rows = Stage.objects.everywhere(_WHY)
    rows.filter(school_id=school.pk).delete()
    rows.bulk_create(
        Stage(school_id=school.pk, stage=spec.stage.value, years=spec.years, first_grade=spec.first_grade)
        for spec in specs
    )
    years = tuple(spec.years for spec in specs)
    return TenantAdded(school.pk, county.pk, tenant.school_type, years, there is not None)


def _locked_county(county_id: int) -> Organization:
    """The county, locked: two clerks who open the same school come one after the other."""
    rows = Organization.objects.everywhere(_WHY).filter(pk=county_id, kind__in=(Kind.COUNTY, Kind.ZONE))
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    found: Organization | None = rows.first()
    if found is None:
        raise Http404
    return found


def _of_that_name(county: Organization, name: str) -> Organization | None:
    rows = Organization.objects.everywhere(_WHY).filter(parent=county, kind=Kind.SCHOOL, name=name)
    found: Organization | None = rows.exclude(state=State.ABOLISHED).first()
    return found


def _refuse_code(tenant: NewTenant) -> None:
    if not tenant.school_code:
        return
    schools = School.objects.everywhere(_WHY).filter(school_code=tenant.school_code).select_related("organization")
    taken = schools.exclude(organization__name=tenant.name).first()
    if taken is not None:
        raise Refused("organizations.tenant.code_taken", place=taken.organization.name)


def _put(county: Organization, tenant: NewTenant, now: datetime) -> Organization:
    """Put the school into the tree under the next free code of its county."""
    rows = Organization.objects.everywhere(_WHY)
    serial = rows.filter(parent=county, kind=Kind.SCHOOL).count()
    while True:
        serial += 1
        code = f"{county.code}{serial:04d}"[:_LONGEST_CODE]
        if rows.filter(code=code).exists():
            continue
        line = SchoolLine(
            code, tenant.name, tenant.name, county.code, tenant.school_type, tenant.school_code, tenant.urban_rural
        )
        try:
            with transaction.atomic():
                put_schools([line], now)
        except IntegrityError:
            continue
        found: Organization = rows.get(code=code)
        return found


def _open(there: Organization, tenant: NewTenant, now: datetime) -> Organization:
    there.state = State.OPEN
    there.save(update_fields=["state"])
    values = {"school_type": tenant.school_type, "urban_rural": tenant.urban_rural, "opened_at": now}
    if tenant.school_code:
        values["school_code"] = tenant.school_code
    School.objects.everywhere(_WHY).update_or_create(organization=there, defaults=values)
    return there


def _stages(tenant: NewTenant) -> list[StageSpec]:
    """The 学制 of the type; 五四制 has five years of primary school and four of junior, from grade 6."""
    specs = list(stages_of(tenant.school_type))
    if not tenant.five_four:
        return specs
    changed = {
        StageName.PRIMARY: StageSpec(StageName.PRIMARY, 5, 1),
        StageName.JUNIOR: StageSpec(StageName.JUNIOR, 4, 6),
    }
    return [changed.get(spec.stage, spec) for spec in specs]
