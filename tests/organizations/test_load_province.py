"""Loading a province from tables."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiaoyun.organizations.commands.load_province import load_province
from jiaoyun.organizations.models import Organization, School, Stage
from jiaoyun.organizations.tables import (
    SHIPPED,
    OrganizationLine,
    SchoolLine,
    TableError,
    read_organizations,
    read_schools,
)
from jiaoyun.plumbing.actor import NOBODY
from jiaoyun.plumbing.models import AuditEvent

pytestmark = pytest.mark.django_db
WHY = "a test"
REGIONS = [
    OrganizationLine("36", "雀省", "province", ""),
    OrganizationLine("3698", "雀市", "city", "36"),
    OrganizationLine("369801", "乐雀县", "county", "3698"),
]
SCHOOL = SchoolLine("2136980001", "乐雀县九年学校", "九年学校", "369801", "312", "2136980001", "121")


def _load(regions: list[OrganizationLine], schools: list[SchoolLine] | None = None) -> Any:
    return load_province(actor=NOBODY, regions=regions, schools=schools or [], now=timezone.now())


def _paths() -> dict[str, str]:
    return dict(Organization.objects.everywhere(WHY).values_list("code", "path"))


def test_it_loads_the_shipped_tree_of_jiangxi_and_loading_again_changes_nothing(capsys: Any) -> None:
    call_command("load_province")
    assert capsys.readouterr().out.startswith("139 regions and 0 schools added, 0 renamed")
    rows = Organization.objects.everywhere(WHY)
    assert {kind: rows.filter(kind=kind).count() for kind in ("province", "city", "county", "zone")} == {
        "province": 1,
        "city": 11,
        "county": 100,
        "zone": 27,
    }
    before = _paths()
    call_command("load_province")
    assert "0 regions and 0 schools added, 0 renamed" in capsys.readouterr().out
    assert _paths() == before


def test_it_gives_every_row_the_path_of_its_ancestors() -> None:
    _load(REGIONS, [SCHOOL])
    for row in Organization.objects.everywhere(WHY).select_related("parent"):
        above = row.parent.path if row.parent else "/"
        assert row.path == f"{above}{row.pk}/"
    assert _paths()["2136980001"].count("/") == 5


def test_it_takes_lines_in_any_order() -> None:
    _load(REGIONS[::-1], [SCHOOL])
    assert len(_paths()) == 4


def test_it_gives_a_new_school_the_stages_of_its_type() -> None:
    loaded = _load(REGIONS, [SCHOOL])
    assert (loaded.organizations, loaded.schools) == (3, 1)
    school = School.objects.everywhere(WHY).get()
    assert (school.school_type, school.urban_rural, school.school_code) == ("312", "121", "2136980001")
    stages = Stage.objects.everywhere(WHY).order_by("first_grade").values_list("stage", "years", "first_grade")
    assert list(stages) == [("primary", 6, 1), ("junior", 3, 7)]


def test_it_renames_what_is_there_and_keeps_its_id_and_stages() -> None:
    _load(REGIONS, [SCHOOL])
    before = _paths()
    loaded = _load(REGIONS, [SCHOOL._replace(name="乐雀县实验学校", short_name="实验学校", school_type="211")])
    assert (loaded.schools, loaded.renamed) == (0, 1)
    assert _paths() == before
    row = Organization.objects.everywhere(WHY).get(code=SCHOOL.code)
    assert (row.name, row.name_initials) == ("乐雀县实验学校", "lqxsyxx")
    assert Stage.objects.everywhere(WHY).count() == 2


def test_it_reads_a_place_not_as_a_surname() -> None:
    _load(REGIONS)
    assert Organization.objects.everywhere(WHY).get(code="369801").name_pinyin == "lequexian"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ([REGIONS[0], REGIONS[2]], "no organization with the code 3698"),
        ([*REGIONS, OrganizationLine("37", "别省", "province", "")], "exactly one province"),
        ([], "exactly one province"),
    ],
)
def test_it_refuses_a_tree_that_does_not_hang_together(wrong: list[OrganizationLine], why: str) -> None:
    with pytest.raises(TableError, match=why):
        _load(wrong)
    assert not Organization.objects.everywhere(WHY).exists()


def test_it_refuses_to_move_or_change_what_is_there() -> None:
    _load(REGIONS, [SCHOOL])
    for moved in (SCHOOL._replace(parent_code="3698"), SCHOOL._replace(code="369801")):
        with pytest.raises(TableError, match="is there already"):
            _load(REGIONS, [moved])


def test_it_records_what_was_loaded() -> None:
    loaded = _load(REGIONS, [SCHOOL])
    event = AuditEvent.objects.get(action="organizations.province_loaded")
    assert event.details == {"organizations": 3, "schools": 1, "renamed": 0}
    assert event.subject_id == str(loaded.province_id)


def test_it_needs_no_more_statements_for_many_schools() -> None:
    with CaptureQueriesContext(connection) as few:
        _load(REGIONS, [SCHOOL])
    many = [SCHOOL._replace(code=f"21369{serial:05d}", school_code="") for serial in range(150)]
    with CaptureQueriesContext(connection) as more:
        _load(REGIONS, many)
    assert len(more) <= len(few)


def test_it_reads_the_shipped_tables() -> None:
    lines = [line for path in SHIPPED for line in read_organizations(path)]
    assert len(lines) == len({line.code for line in lines}) == 139


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("code,name\n1,雀", "the head lacks kind, parent_code"),
        ("code,name,kind,parent_code\n36,雀省,country,", "line 2: kind is one of"),
        ("code,name,kind,parent_code\n36,雀省,province,\n36,雀省,province,", "line 3: code 36 stands in line 2"),
        ("code,name,kind,parent_code\n3601,雀市,city,", "line 2: the province, and nothing else"),
        ("code,name,kind,parent_code\n36 01,雀市,city,36", "line 2: code is"),
        ("code,name,kind,parent_code\n3601,,city,36", "line 2: name has"),
    ],
)
def test_it_says_which_line_of_a_table_is_wrong(tmp_path: Path, table: str, why: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(TableError, match=why):
        read_organizations(path)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ("1,雀小学,369801,999,,,", "school_type"),
        ("1,雀小学,369801,211,12,,", "school_code: school_code.form"),
        ("1,雀小学,369801,211,,999,", "urban_rural"),
        ("1,雀小学,369801,211,,,closed", "state is one of"),
    ],
)
def test_it_says_what_is_wrong_with_a_school(tmp_path: Path, cells: str, why: str) -> None:
    path = tmp_path / "schools.csv"
    path.write_text(f"code,name,parent_code,school_type,school_code,urban_rural,state\n{cells}\n", encoding="utf-8-sig")
    with pytest.raises(TableError, match=why):
        read_schools(path)


def test_the_command_says_what_is_wrong_and_loads_nothing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_province", organizations=[tmp_path / "nowhere.csv"])
    gbk = tmp_path / "gbk.csv"
    gbk.write_bytes("code,name,kind,parent_code\n36,江西省,province,".encode("gb18030"))
    with pytest.raises(CommandError, match="not UTF-8"):
        call_command("load_province", organizations=[gbk])
    assert not Organization.objects.everywhere(WHY).exists()
