"""Every sample is imported for real, and the check finds what its manifest says."""

from collections import Counter
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jiaoyun.demo.samples import build, build_made
from jiaoyun.demo.samples.catalogue import CATALOGUE
from jiaoyun.demo.samples.national import HEAD
from jiaoyun.demo.schools import MAIN, NEIGHBOUR, demo_schools
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.roster.columns_page import columns_page
from jiaoyun.roster.commands.map_columns import map_columns
from jiaoyun.roster.models import BatchState, ImportRow, RowClass
from jiaoyun.roster.sheet.columns import Field
from tests.demo.conftest import Demo
from tests.roster.importing import Import, import_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KEYS = [entry.sample.key for entry in CATALOGUE]


def _import(demo: Demo, key: str, code: str = MAIN, login: str = "demo_school") -> tuple[Any, Import]:
    made = build_made(demo.places[code], key)
    assert made is not None
    done = import_sheet(demo, SimpleUploadedFile(made.file_name, made.content), login)  # type: ignore[arg-type]
    assert (done.batch.state == BatchState.MAPPING) is made.asks_columns
    if made.asks_columns:
        _accept_proposal(done)
    return made, done


def _accept_proposal(done: Import) -> None:
    """A person agrees with the match that the platform proposes, guesses by content included."""
    shown = columns_page(done.batch, done.place)["columns"]
    columns = {column["index"]: Field(column["field"]) for column in shown if column["field"]}
    map_columns(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk, columns=columns)
    run_pending()
    done.refresh()


@pytest.mark.parametrize("key", KEYS)
def test_it_finds_in_each_sample_what_the_manifest_says(demo: Demo, key: str) -> None:
    made, done = _import(demo, key)
    assert done.batch.state == BatchState.OPEN
    rows = ImportRow.objects.within(done.place).filter(batch_id=done.batch.pk)
    found = rows.values_list("row_class", "no_class")
    assert Counter(row_class for row_class, _ in found) == made.manifest
    assert sum(no_class for row_class, no_class in found if row_class == RowClass.NEW) == made.no_class


def test_it_shows_all_thirteen_classes_and_both_marks_in_the_sample_of_clashes(demo: Demo) -> None:
    made, done = _import(demo, "clashes")
    assert set(made.manifest) == set(RowClass.values)
    assert min(made.manifest.values()) >= 2
    assert made.no_class == 2
    assert any(row.phone_shared for row in done.rows().values())


def test_it_imports_the_new_first_grade_of_the_tour_in_one_go(demo: Demo) -> None:
    made, done = _import(demo, "clean")
    assert made.manifest == Counter({"new": 168})
    assert done.apply(sure=False).state == BatchState.FINISHED
    again, second = _import(demo, "clean")
    assert set(second.classes()) == {RowClass.SAME}
    assert again.content


def test_it_makes_samples_of_one_school_that_do_not_clash_with_those_of_another(demo: Demo) -> None:
    _, done = _import(demo, "clean")
    done.apply(sure=False)
    made, other = _import(demo, "clean", NEIGHBOUR, "demo_neighbour")
    assert set(made.manifest) == {"new"}
    assert set(other.classes()) == {RowClass.NEW}


def test_it_has_a_long_sample_of_3000_rows_and_a_national_one_of_71_columns(demo: Demo) -> None:
    made = build_made(demo.places[MAIN], "long")
    assert made is not None
    assert made.manifest.total() == 3000
    assert len(HEAD) == len(set(HEAD)) == 71


def test_it_builds_samples_for_every_kind_of_open_school(demo: Demo) -> None:
    first_of_type = {school.line.school_type: school for school in reversed(demo_schools()) if school.is_open}
    assert len(first_of_type) == 11
    for school in first_of_type.values():
        for key in ("clean", "clashes", "class-change", "mess"):
            assert build(demo.places[school.line.code], key), (school.line.name, key)


def test_it_offers_nothing_where_there_is_no_class_or_no_such_sample(demo: Demo) -> None:
    unopened = next(school for school in demo_schools() if school.line.state == "unopened")
    assert build(demo.places[unopened.line.code], "clean") is None
    assert build(demo.places[MAIN], "no-such-sample") is None
    assert build(demo.places["361127"], "clean") is None
