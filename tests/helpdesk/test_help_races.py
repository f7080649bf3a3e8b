"""Readers and editors at the same moment: every read counts, one edit wins and the others are told."""

from collections import Counter

import pytest
from django.utils import timezone

from jiaoyun.helpdesk.help_centre import tally
from jiaoyun.helpdesk.help_centre.commands.edit_entry import edit_entry
from jiaoyun.helpdesk.help_centre.commands.make_entry import NewEntry, make_entry
from jiaoyun.helpdesk.help_centre.editing import Text
from jiaoyun.helpdesk.help_centre.entry import Group
from jiaoyun.helpdesk.help_centre.misses import note_miss
from jiaoyun.helpdesk.models import HelpMiss, HelpVersion
from jiaoyun.plumbing.refusals import Refused
from tests.faults.threads import at_once
from tests.helpdesk.helping import KEY, missed, row
from tests.world import World, build_world

pytestmark = pytest.mark.slow

AT_ONCE = 8
TEXT = Text("密码忘了怎么办？", "点找回密码。")


@pytest.fixture
def standing_world(transactional_db: None) -> World:
    """A world that other threads see."""
    return build_world()


def told(answers: list[object]) -> Counter[str]:
    return Counter(answer.id if isinstance(answer, Refused) else type(answer).__name__ for answer in answers)


def test_one_of_several_first_edits_wins(standing_world: World) -> None:
    actor, now = standing_world.actor("support"), timezone.now()
    answers = at_once([lambda: edit_entry(actor=actor, key=KEY, text=TEXT, seen=0, now=now)] * AT_ONCE)
    assert told(list(answers)) == {"Written": 1, "helpdesk.help.changed_since": AT_ONCE - 1}
    assert row().version == 1
    assert HelpVersion.objects.everywhere("the test's own edits").count() == 1


def test_a_question_becomes_one_entry(standing_world: World) -> None:
    actor, now, asked = standing_world.actor("support"), timezone.now(), missed()
    works = [
        lambda key=key: make_entry(
            actor=actor, new=NewEntry(f"canteen-{key}", Group.HELP, TEXT), miss_id=asked.pk, now=now
        )
        for key in "abcdefgh"
    ]
    assert told(list(at_once(works))) == {"Written": 1, "helpdesk.help.miss_settled": AT_ONCE - 1}


def test_every_read_of_a_new_day_counts(standing_world: World) -> None:
    now = timezone.now()
    at_once([lambda: tally.add(KEY, "reads", now=now)] * AT_ONCE)
    assert tally.recent_reads(timezone.localdate(now)) == {KEY: AT_ONCE}


def test_the_same_new_question_counts_each_time(standing_world: World) -> None:
    now = timezone.now()
    works = [lambda at=at: note_miss("食堂几点开饭", f"network {at}", now=now) for at in range(AT_ONCE)]
    assert at_once(works) == [True] * AT_ONCE
    assert HelpMiss.objects.everywhere("the test's own questions").get().count == AT_ONCE
