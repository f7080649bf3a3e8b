"""What undo leaves: new pupils with a guardian, pupils taken in who have logged in. And which lane a step takes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jiaoyun.accounts.models import Account, Identity
from jiaoyun.plumbing.models import JobRun
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.models import CurrentEnrolment, Decision, Enrolment, Outcome, RowClass
from jiaoyun.roster.runs import lanes
from tests.faults.snapshot import WHY
from tests.roster.importing import Import, import_sheet, new_pupil, sheet
from tests.world import World

pytestmark = pytest.mark.django_db


def outcomes(done: Import) -> list[str]:
    """What became of the lines, in order."""
    return [row.outcome for _, row in sorted(done.rows().items())]


def logged_in(account: object) -> None:
    """The owner has logged in just now."""
    Account.objects.everywhere(WHY).filter(pk=account).update(last_login_at=timezone.now() + timedelta(seconds=1))


def pupil_row(world: World, index: int, class_text: str) -> list[str]:
    """The row of a pupil of the world's school."""
    pupil = world.pupils["school"][index]
    return [pupil.name, pupil.document, "", class_text, "", "", "", ""]


@pytest.mark.parametrize("state", ["active", "pending"])
def test_a_new_pupil_to_whom_a_guardian_is_bound_stays(world: World, state: str) -> None:
    done = import_sheet(world, sheet([new_pupil(1), new_pupil(2)]))
    done.apply()
    Identity(
        account_id=world.accounts["guardian"],
        role="guardian",
        organization_id=done.place.organization_id,
        child_id=done.rows()[2].account_id,
        state=state,
        since=timezone.now(),
    ).save(force_insert=True)
    done.undo()
    assert outcomes(done) == [Outcome.KEPT, Outcome.UNDONE]
    ended = Identity.objects.everywhere(WHY).filter(account=done.rows()[2].account_id, state="ended")
    assert not ended.exists()


def test_a_pupil_who_was_here_all_along_goes_back_to_the_class_although_she_logged_in(world: World) -> None:
    done = import_sheet(world, sheet([pupil_row(world, 0, "二（1）班")]))
    done.settle(RowClass.OTHER_CLASS, Decision.MOVE)
    done.apply()
    logged_in(done.rows()[2].account_id)
    done.undo()
    assert outcomes(done) == [Outcome.UNDONE]


def test_a_pupil_taken_out_of_the_bin_who_has_logged_in_since_stays(world: World) -> None:
    now = timezone.now()
    chosen = [pupil.account_id for pupil in world.pupils["school"][:2]]
    for rows in (CurrentEnrolment, Enrolment):
        rows.objects.within(world.place("school")).filter(account_id__in=chosen).update(state="deleted")
    Enrolment.objects.within(world.place("school")).filter(account_id__in=chosen).update(closed_at=now)
    Identity.objects.everywhere(WHY).filter(account_id__in=chosen).update(state="ended", until=now)
    Account.objects.everywhere(WHY).filter(pk__in=chosen).update(state="deleted", last_login_at=now - timedelta(days=9))
    done = import_sheet(world, sheet([pupil_row(world, index, "一（1）班") for index in range(2)]))
    assert done.classes() == [RowClass.BIN] * 2
    done.settle(RowClass.BIN, Decision.RESTORE)
    done.apply()
    logged_in(done.rows()[2].account_id)
    done.undo()
    assert outcomes(done) == [Outcome.KEPT, Outcome.UNDONE]


def test_the_guard_counts_what_earlier_runs_of_the_import_changed(world: World) -> None:
    done = import_sheet(world, sheet([pupil_row(world, index, "二（1）班") for index in range(2)]))
    done.settle(RowClass.OTHER_CLASS, Decision.MOVE, [2])
    done.apply(sure=False)
    done.settle(RowClass.OTHER_CLASS, Decision.MOVE, [3])
    with pytest.raises(Refused, match=r"large_change") as refused:
        done.apply(sure=False)
    assert refused.value.values["changed"] == 2


@pytest.mark.parametrize(("most", "lane"), [(2, "quick"), (1, "bulk")])
def test_each_step_takes_the_lane_of_its_rows(
    world: World, monkeypatch: pytest.MonkeyPatch, most: int, lane: str
) -> None:
    monkeypatch.setattr(lanes, "QUICK_ROWS", most)
    done = import_sheet(world, sheet([new_pupil(1), new_pupil(2)]))
    done.apply()
    done.undo()
    names = ("roster.check_batch", "roster.apply_batch", "roster.undo_batch")
    assert list(JobRun.objects.filter(name__in=names).values_list("lane", flat=True)) == [lane] * 3
