"""The two exports: what is shown, and the roster that can be imported back."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.roster.models import Contact, RowClass
from jiaoyun.roster.students.export import SHOWN_TITLES
from tests.roster.importing import import_sheet, new_pupil, sheet
from tests.world import World

pytestmark = pytest.mark.django_db


def _ask(world: World, query: str = "") -> str:
    return reverse("roster:student_export", kwargs={"school_id": world.place("school").school_id}) + query


def _file(world: World, query: str = "", role: str = "school_admin", **values: Any) -> Any:
    """The answer to a form of the ask page."""
    client = world.client(role)
    page = client.open(_ask(world, query))
    hidden = page.html.forms[-1].hidden | {"all": "1"}
    return client.post(_ask(world, query), {**hidden, **values})


def _cells(content: bytes) -> list[list[str]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return [[cell.value or "" for cell in row] for row in book.worksheets[0].iter_rows()]


FULL = {
    "姓名": "全有的",
    "证件类型": "居民身份证",
    "身份证件号": new_pupil(1)[1],
    "学籍号": new_pupil(1)[2],
    "性别": "女",
    "民族": "畲族",
    "班级": "一（1）班",
    "座号": "7",
    "入学年月": "202609",
    "就读方式": "住校",
    "监护人姓名": "全家长",
    "监护人关系": "母亲",
    "监护人手机号": "13800001111",
    "备注": "花生过敏",
}
PASSPORT = {
    "姓名": "护照生",
    "证件类型": "护照",
    "身份证件号": "E12345678",
    "班级": "二（1）班",
    "监护人手机号": "0791-88886666",
}
NO_DOCUMENT = {"姓名": "无证生", "性别": "女", "出生日期": "2019-10-11", "班级": "一（1）班"}
UNPLACED = {"姓名": "买买提江·吐尔逊", "身份证件号": new_pupil(2)[1], "民族": "维吾尔族", "监护人关系": "祖父"}


def _import(world: World, *pupils: dict[str, str]) -> None:
    head = (*FULL, "出生日期")
    done = import_sheet(world, sheet([[pupil.get(title, "") for title in head] for pupil in pupils], head=head))
    assert done.classes() == [RowClass.NEW] * len(pupils)
    done.apply()


def _fill(world: World) -> None:
    """Pupils of every kind through real imports: everything filled in, passport, no document, no class."""
    _import(world, FULL, PASSPORT, NO_DOCUMENT)
    _import(world, UNPLACED)
    # The world's guardians carry a relation that no sheet can hold.
    Contact.objects.within(world.place("school")).filter(relation="1").update(relation="51")


def test_it_imports_its_own_roster_back_without_any_change(world: World) -> None:
    _fill(world)
    answer = _file(world, kind="roster", reason="核对学籍信息")
    assert answer.status_code == 200
    again = import_sheet(world, SimpleUploadedFile("名册.xlsx", answer.content))
    assert {row.name: row.row_class for row in again.rows().values()} == {
        row.name: RowClass.SAME for row in again.rows().values()
    }
    assert len(again.rows()) == 8


def test_it_writes_full_numbers_labels_and_iso_dates_into_the_roster(world: World) -> None:
    _fill(world)
    head, *rows = _cells(_file(world, kind="roster", reason="核对学籍信息").content)
    titles = [title.lstrip("*") for title in head]
    by_name = {row[titles.index("姓名")]: dict(zip(titles, row, strict=True)) for row in rows}
    full, passport, nobody = by_name["全有的"], by_name["护照生"], by_name["无证生"]
    assert full["身份证件号"] == new_pupil(1)[1]
    assert (full["证件类型"], full["民族"], full["就读方式"], full["监护人关系"]) == (
        "居民身份证",
        "畲族",
        "住校",
        "母亲",
    )
    assert (full["年级"], full["班级"], full["入学年月"], full["监护人手机号"]) == (
        "一年级",
        "一（1）班",
        "202609",
        "13800001111",
    )
    assert (passport["证件类型"], passport["身份证件号"]) == ("护照", "E12345678")
    assert nobody["出生日期"] == "2019-10-11"
    assert nobody["平台学号"].startswith("T")
    assert by_name["买买提江·吐尔逊"]["班级"] == ""


def test_it_shows_in_the_first_export_exactly_what_the_list_shows(world: World) -> None:
    head, *rows = _cells(_file(world, kind="shown", form="xlsx").content)
    assert tuple(head) == SHOWN_TITLES
    page = world.client("school_admin").open(
        reverse("roster:student_list", kwargs={"school_id": world.place("school").school_id})
    )
    assert len(rows) == 4
    assert all(cell in page.text for row in rows for cell in row)
    assert not any(pupil.document in str(rows) or pupil.phone in str(rows) for pupil in world.pupils["school"])


def test_it_keeps_to_the_filters_and_to_the_ticked(world: World) -> None:
    csv = _file(world, "?q=学生", kind="shown", form="csv")
    assert csv.headers["Content-Type"].startswith("text/csv")
    assert csv.content.decode("utf-8-sig").count("\r\n") == 2
    first = world.pupils["school"][1]
    client = world.client("school_admin")
    token = client.open(_ask(world)).html.forms[-1].hidden["csrfmiddlewaretoken"]
    ticked = {
        "csrfmiddlewaretoken": token,
        "row": [str(first.account_id), str(world.pupils["neighbour"][0].account_id)],
    }
    page = client.post(_ask(world), ticked)
    assert "选中的 <b>1</b> 名学生" in page.content.decode()
    names = [row[0] for row in _cells(client.post(_ask(world), {**ticked, "kind": "shown"}).content)[1:]]
    assert names == [first.name]


def test_it_asks_for_a_reason_tells_the_colleagues_and_records_the_export(world: World) -> None:
    answer = _file(world, kind="roster", reason=" 查 ")
    assert answer.status_code == 422
    assert "请写明导出用途" in answer.content.decode()
    assert not Notice.objects.within(world.place("school")).exists()
    answer = _file(world, kind="roster", reason="核对 369901201905060048 的学籍")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    told = Notice.objects.within(world.place("school")).get()
    assert told.values["rows"] == 4
    assert "369901201905060048" not in str(told.values)
    event = AuditEvent.objects.filter(action="roster.exported").get()
    assert event.details == {"school_id": 900101, "rows": 4, "kind": "roster", "reason_given": True}


def test_whoever_is_no_administrator_of_the_school_may_not_export(world: World) -> None:
    for role in ("homeroom", "teacher", "neighbour_admin", "county_admin", "student"):
        assert world.client(role).get(_ask(world)).status_code in (403, 404), role


def test_it_refuses_an_empty_choice(world: World) -> None:
    client = world.client("school_admin")
    token = client.open(_ask(world)).html.forms[-1].hidden["csrfmiddlewaretoken"]
    answer = client.post(_ask(world), {"csrfmiddlewaretoken": token, "kind": "shown"})
    assert answer.status_code == 422
    assert "还没有选学生" in answer.content.decode()
