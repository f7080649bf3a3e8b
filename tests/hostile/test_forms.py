"""Hostile values in every form and address of an import: an answer in words, never an error of ours."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from jiaoyun.roster.models import RowClass
from tests.faults.mixed import HEAD, pupil
from tests.hostile.texts import TEXTS
from tests.roster.importing import Import, import_sheet, sheet
from tests.standing import standing
from tests.world import build_world

pytestmark = [pytest.mark.hostile, pytest.mark.slow, pytest.mark.django_db]

#: What stands where a page expects a number, a choice or a key.
ODD = (
    "",
    "0",
    "-1",
    "9" * 20,
    "9" * 5_000,
    "9223372036854775808",
    "2147483648",
    "٣",
    "１",
    "1e9",
    "\x00",
    "None",
    "<b>",
)
SAID = {200, 302, 403, 404, 409, 422}


@pytest.fixture(scope="module")
def _checked(django_db_setup: None, django_db_blocker: Any) -> Iterator[Import]:
    """One faulty line, ten new pupils, one who is moved."""
    with standing(django_db_blocker):
        world = build_world()
        first = import_sheet(world, sheet([pupil(50)], HEAD))
        first.apply()
        moved = [*pupil(50)[:3], "二（1）班", ""]
        faulty = ["张三", "369901201501010010", "", "一（1）班", ""]
        yield import_sheet(world, sheet([faulty, *(pupil(number) for number in range(10)), moved], HEAD))


@pytest.fixture
def done(_checked: Import, db: None) -> Import:
    """That import, nobody logged in yet."""
    return replace(_checked, world=replace(_checked.world, _clients={}))


def address(done: Import, name: str) -> str:
    """A page of this import."""
    return reverse(f"roster:{name}", kwargs={"school_id": done.place.school_id, "batch_id": done.batch.pk})


def post(done: Import, at: str, **values: Any) -> int:
    """Send values with the token of a page of this import; the status of the answer."""
    client = done.world.client("school_admin")
    token = client.open(address(done, "confirm")).form(address(done, "confirm")).hidden["csrfmiddlewaretoken"]
    response = client.post(at, {"csrfmiddlewaretoken": token, **values})
    assert response.status_code in SAID, (at, response.status_code)
    return int(response.status_code)


def test_it_takes_any_text_as_a_correction_and_checks_it(done: Import) -> None:
    client, at = done.world.client("school_admin"), address(done, "correct")
    bench = f"{address(done, 'batch')}?class=faulty&line=2"
    form = client.open(bench).form(at)
    fields = [name for name in form.names if name.startswith("cell-")]
    assert len(fields) >= 5
    for text in TEXTS:
        hidden = client.open(bench).form(at).hidden if text == TEXTS[0] else form.hidden
        for chosen in (fields, fields[:1]):
            values = {name: value for name, value in hidden.items() if name != "once"}
            response = client.post(at, {**values, "line": "2", "class": "faulty", **dict.fromkeys(chosen, text)})
            assert response.status_code == (404 if "\x00" in text else 302), (text, response.status_code)
        assert client.get(f"{bench}&class=").status_code == 200
    assert len(done.rows()) == 12


@pytest.mark.parametrize("value", ODD)
def test_it_answers_odd_numbers_and_choices_in_words(done: Import, value: str) -> None:
    post(done, address(done, "settle"), row=[value], choice="move", **{"class": "other_class"})
    post(done, address(done, "settle"), row=["13"], choice=value, **{"class": "other_class"})
    post(done, address(done, "settle"), row=["13"], choice="move", **{"class": value})
    post(done, address(done, "settle"), line=value, after=value, size=value, choice="move", **{"class": "other_class"})
    post(done, address(done, "settle_class"), choice=value, **{"class": value})
    post(done, address(done, "correct"), line=value, name=value)
    post(done, address(done, "missing_classes"), stage=value, entry_year=value, number=value, choice=value, other=value)
    post(done, address(done, "request_help"), note=value, **{"class": "faulty"})
    answer = post(done, address(done, "confirm"), seen=value, **{"count-new": value})
    assert answer == (404 if "\x00" in value else 409)
    assert done.refresh().state == "open"
    assert done.classes().count(RowClass.NEW) == 10
    # Last: a sheet that is there is taken, and its columns are asked about anew.
    post(
        done, address(done, "columns"), sheet=value, whole_class=value, **{"column-0": value, "column-9999999": "name"}
    )


@pytest.mark.parametrize("value", [odd for odd in ODD if odd])
def test_it_answers_odd_addresses_in_words(done: Import, value: str) -> None:
    client = done.world.client("school_admin")
    for name in ("batch", "problems", "missing_classes", "columns", "settle_class", "request_help"):
        asked = dict.fromkeys(("class", "line", "after", "before", "size", "choice", "sheet"), value)
        assert client.get(address(done, name), asked).status_code in SAID, name
    for name in ("student_list", "import_history"):
        at = reverse(f"roster:{name}", kwargs={"school_id": done.place.school_id})
        asked = dict.fromkeys(("q", "class", "state", "sort", "size", "after", "before", "page", "grade"), value)
        assert client.get(at, asked).status_code in SAID, name


@pytest.mark.parametrize("school", ["0", "9" * 10, "9" * 19, "9" * 40, "00900101"])
def test_it_finds_nothing_at_a_school_that_cannot_be(done: Import, school: str) -> None:
    client = done.world.client("school_admin")
    for tail in ("imports/new", "imports", "students", f"imports/{done.batch.pk}"):
        found = client.get(f"/school/{school}/{tail}").status_code
        assert found == 404 or school.startswith("00"), (school, tail, found)
