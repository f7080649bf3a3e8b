"""列对应: what the file's columns hold is shown well enough to recognise them, and no more of it."""

from django.urls import reverse

from tests.roster.importing import HEAD, import_sheet, new_pupil, sheet
from tests.world import World


def test_it_shows_the_first_rows_without_anybody_s_whole_number(world: World) -> None:
    pupil = new_pupil(3, phone="13800009876")
    # Two columns that nobody can name, so that the page is the next step; one is headed by another pupil's number.
    other = new_pupil(4)[1]
    done = import_sheet(world, sheet([pupil], head=("甲", other, *HEAD[2:])))
    address = reverse("roster:columns", args=[done.place.school_id, done.batch.pk])
    page = world.client("school_admin").open(address).text
    name, document, roll_number = pupil[:3]
    assert name in page
    assert f"**{document[-4:]}" in page
    assert f"G***{roll_number[-4:]}" in page
    assert "138****9876" in page
    assert f"**{other[-4:]}" in page
    assert not [number for number in (document, roll_number, "13800009876", other) if number in page]
