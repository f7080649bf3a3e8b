"""信息更新 says what it changes: the items in the row's note, old and new in the pane; and how two names differ."""

from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given

from jiaoyun.accounts.models import Account
from jiaoyun.roster.check.classify import differing, says_more
from jiaoyun.roster.models import RowClass
from tests.faults.snapshot import WHY
from tests.roster.importing import Import, import_sheet, new_pupil, sheet
from tests.roster.test_classify import PERSONS, SAID
from tests.world import World


def page_of(done: Import, line: int = 2) -> str:
    """The bench with the pane of a line, in the queries that a page may cost."""
    at = reverse("roster:batch", kwargs={"school_id": done.place.school_id, "batch_id": done.batch.pk})
    return done.world.client("school_admin").open(f"{at}?line={line}").text


@pytest.mark.django_db
def test_it_lists_what_an_update_changes_from_old_to_new(world: World) -> None:
    first = new_pupil(1, phone="13900001111")
    first[4] = "7"
    import_sheet(world, sheet([first])).apply()
    again = [*first[:4], "8", "回", "雀父", "13900002222"]
    done = import_sheet(world, sheet([again]))
    assert done.classes() == [RowClass.UPDATE]
    assert set(done.rows()[2].found["differs"]) == {"number", "ethnicity", "contact_name", "contact_phone"}
    text = page_of(done)
    assert "更新：民族、座号、监护人姓名、监护人手机号" in text
    for old_and_new in ("7 → 8", "汉族 → 回族", "139****1111 → 139****2222"):
        assert "".join(old_and_new.split()) in "".join(text.split())
    pane = text[text.index("第 2 行") :]
    assert "13900001111" not in pane


@pytest.mark.django_db
def test_it_shows_a_number_that_is_added_masked(world: World) -> None:
    row = new_pupil(1)
    import_sheet(world, sheet([[*row[:2], "", *row[3:]]])).apply()
    done = import_sheet(world, sheet([row]))
    assert done.rows()[2].found["differs"] == ["roll_number"]
    assert f"G***{row[2][-4:]}" in page_of(done)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda name: name[:-1] + "丙", "两个姓名差一个字"),
        (lambda name: "欧阳无人", "两个姓名差得很多"),
    ],
)
def test_it_says_how_a_name_differs_from_the_one_on_the_roll(world: World, change: Any, words: str) -> None:
    pupil = world.pupils["school"][0]
    name = change(pupil.name)
    done = import_sheet(world, sheet([[name, pupil.document, "", "一（1）班", "", "", "", ""]]))
    assert done.classes() == [RowClass.NAME_DIFFERS]
    assert words in page_of(done)


@pytest.mark.django_db
def test_it_tells_of_another_schools_pupil_that_the_names_sound_alike_and_no_more(world: World) -> None:
    pupil = world.pupils["neighbour"][0]
    Account.objects.everywhere(WHY).filter(pk=pupil.account_id).update(name="雀诗婷", name_key="雀诗婷")
    done = import_sheet(world, sheet([["雀诗亭", pupil.document, "", "一（1）班", "", "", "", ""]]))
    assert done.classes() == [RowClass.ELSEWHERE_NAME]
    text = page_of(done)
    assert "两个姓名同音" in text
    assert "雀**" in text
    assert "婷" not in text


@given(PERSONS)
def test_it_lists_items_exactly_where_a_line_says_more(person: Any) -> None:
    assert bool(differing(SAID, person)) is says_more(SAID, person)
