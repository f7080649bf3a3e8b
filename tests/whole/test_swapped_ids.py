"""Ids of others inside a form or a query: the page is one's own, what is named in it is not."""

from typing import Any
from uuid import UUID

import pytest

from jiaoyun.accounts.models import FirstSecret
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.roster.models import ClassChoice, ImportBatch, ImportRow
from tests.whole.matrix.asking import Answer, Asker
from tests.whole.matrix.seeing import foreign_values
from tests.whole.matrix.stage import Desk, Stage
from tests.whole.matrix.targets import NOBODYS_UUID
from tests.whole.matrix.tries import MAY_BE_WRITTEN_WHEN_DENIED

ROLE = "school_admin"
pytestmark = pytest.mark.slow


@pytest.fixture
def own(stage: Stage) -> Desk:
    return stage.desks["school"]


@pytest.fixture(params=["neighbour", "other_county_school", "nobody"])
def others(stage: Stage, request: Any) -> dict[str, UUID]:
    """The ids of a desk that is not one's own, or ids of nothing."""
    desk = stage.desks.get(request.param)
    if desk is None:
        return dict.fromkeys(("class", "pupil", "fresh", "notice", "batch", "identity"), NOBODYS_UUID)
    found = {"class": desk.classes[0], "pupil": desk.pupils[0], "fresh": desk.fresh[0], "notice": desk.notice}
    return {**found, "batch": desk.open.pk, "identity": stage.world.identities["neighbour_admin"]}


def ask(stage: Stage, method: str, address: str, body: dict[str, Any]) -> Answer:
    """As the school's administrator; no canary may ever come back."""
    answer = Asker(stage, (ROLE,)).ask(ROLE, method, address, body)
    assert not [value for value in foreign_values(stage, ROLE) if value in answer.text]
    return answer


def test_it_puts_no_row_into_a_class_of_another_school(stage: Stage, own: Desk, others: dict[str, UUID]) -> None:
    year = own.open.school_year
    body = {"stage": "primary", "entry_year": year, "number": 9, "choice": "other", "other": str(others["class"])}
    answer = ask(stage, "POST", f"/school/{own.place.school_id}/imports/{own.open.pk}/classes", body)
    assert answer.verdict == "404"
    assert not set(answer.writes) - MAY_BE_WRITTEN_WHEN_DENIED
    assert not ClassChoice.objects.within(own.place).exists()
    assert not ImportRow.objects.within(own.place).filter(school_class_id=others["class"]).exists()


def test_it_takes_no_class_of_another_school_for_a_whole_file(stage: Stage, own: Desk, others: dict[str, UUID]) -> None:
    columns = {f"column-{index}": name for name, index in own.open.mapping.items()}
    body = {**columns, "whole_class": str(others["class"])}
    ask(stage, "POST", f"/school/{own.place.school_id}/imports/{own.open.pk}/columns", body)
    assert ImportBatch.objects.within(own.place).get(pk=own.open.pk).whole_class is None


def test_it_decides_no_row_of_another_batch(stage: Stage, own: Desk) -> None:
    """Lines are numbers within the batch of the address: those of other schools' batches stay as they were."""
    before = _decisions(stage)
    body = {"class": "elsewhere_name", "row": ["2", "3", "5", "999999"], "choice": "skip"}
    answer = ask(stage, "POST", f"/school/{own.place.school_id}/imports/{own.open.pk}/settle", body)
    assert answer.verdict == "ok"
    changed = {key for key, value in _decisions(stage).items() if before[key] != value}
    assert changed == {(own.open.pk, 5)}


def _decisions(stage: Stage) -> dict[tuple[UUID, int], str]:
    rows = ImportRow.objects.everywhere("all rows of the test's world")
    return {(batch, line): decision for batch, line, decision in rows.values_list("batch_id", "line", "decision")}


def test_it_corrects_only_lines_of_the_batch(stage: Stage, own: Desk) -> None:
    body = {"line": "999999", "cell-name": "雀改名"}
    answer = ask(stage, "POST", f"/school/{own.place.school_id}/imports/{own.open.pk}/correct", body)
    assert answer.verdict == "404"
    assert not set(answer.writes) - MAY_BE_WRITTEN_WHEN_DENIED


@pytest.mark.parametrize("kind", ["roster", "shown"])
def test_it_exports_nobody_of_another_school(stage: Stage, own: Desk, others: dict[str, UUID], kind: str) -> None:
    address = f"/school/{own.place.school_id}/students/export"
    mixed = [str(others["pupil"]), str(own.pupils[0])]
    answer = ask(stage, "POST", address, {"kind": kind, "reason": "开学核对名单", "row": mixed})
    assert answer.verdict == "ok"
    assert stage.world.pupils["school"][0].name in answer.text
    alone = ask(stage, "POST", address, {"kind": kind, "reason": "开学核对名单", "row": mixed[:1]})
    assert not [value for value in stage.world.canaries(*stage.desks) if value in alone.text]


def test_it_prints_no_slip_for_a_pupil_of_another_school(stage: Stage, own: Desk, others: dict[str, UUID]) -> None:
    """Neither for one who was there before, nor for one whom the other school's import made."""
    before = FirstSecret.objects.everywhere("all secrets of the test's world").count()
    for kind in ("pupil", "fresh"):
        body = {"row": [str(others[kind])], "step": "print"}
        answer = ask(stage, "POST", f"/school/{own.place.school_id}/students/slips", body)
        assert answer.verdict == "409"
        assert not set(answer.writes) - MAY_BE_WRITTEN_WHEN_DENIED
    assert FirstSecret.objects.everywhere("all secrets of the test's world").count() == before


def test_it_lists_nobody_of_another_school(stage: Stage, own: Desk, others: dict[str, UUID]) -> None:
    for query in ({"person": others["pupil"]}, {"class": others["class"]}, {"state": "all", "class": others["class"]}):
        answer = ask(stage, "GET", f"/school/{own.place.school_id}/students", query)
        assert answer.verdict == "ok"
        assert not [value for value in stage.world.canaries(*stage.desks) if value in answer.text]


def test_it_finds_nobody_of_another_school_by_a_full_number(stage: Stage, own: Desk) -> None:
    """The answer to a number of another school's pupil is the answer to a number of nobody."""
    address = f"/school/{own.place.school_id}/students"
    found = {
        ask(stage, "POST", address, {"q": number}).headers["Location"]
        for pupil in stage.world.pupils["neighbour"]
        for number in (pupil.document, pupil.roll_number, pupil.phone)
    }
    assert found == {ask(stage, "POST", address, {"q": "G369999201001010010"}).headers["Location"]}


def test_it_takes_up_no_identity_of_somebody_else(stage: Stage, others: dict[str, UUID]) -> None:
    answer = ask(stage, "POST", "/identities", {"identity": str(others["identity"])})
    assert answer.verdict == "409"
    assert not set(answer.writes) - MAY_BE_WRITTEN_WHEN_DENIED


def test_it_marks_no_notice_of_somebody_else(stage: Stage, others: dict[str, UUID]) -> None:
    ask(stage, "POST", "/notices", {"notice": str(others["notice"])})
    read = Notice.objects.everywhere("all notices of the test's world").filter(read_at__isnull=False)
    assert not read.exists()


def test_it_begins_no_list_of_notices_with_somebody_elses(stage: Stage, others: dict[str, UUID]) -> None:
    answer = ask(stage, "GET", "/notices", {"before": others["notice"]})
    assert stage.desks["neighbour"].actor.name not in answer.text
    assert answer.verdict == "ok"


def test_it_leads_nowhere_else_after_a_form(stage: Stage) -> None:
    targets = ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/..;/x\n/y"]
    for address in ("/identities", "/reading"):
        for target in targets:
            body = {"next": target, "identity": str(stage.world.identities[ROLE]), "text": "large"}
            answer = ask(stage, "POST", address, body)
            assert "evil" not in answer.headers.get("Location", "")
            assert not answer.headers.get("Location", "").startswith("javascript")


def test_it_records_who_asked_for_what_was_done(stage: Stage, own: Desk) -> None:
    """The counter-check: the same forms with the own ids do something, and leave an event."""
    before = AuditEvent.objects.count()
    body = {"class": "elsewhere_name", "row": ["5"], "choice": "skip"}
    ask(stage, "POST", f"/school/{own.place.school_id}/imports/{own.open.pk}/settle", body)
    assert AuditEvent.objects.count() == before + 1
