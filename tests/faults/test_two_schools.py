"""Two schools import the same new children in the same moment: each child is enrolled once, the other row says so."""

from typing import Any

import pytest
from django.db.models import Count

from jiaoyun.accounts.models import Identifier
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import JobRun
from jiaoyun.roster.models import BatchState, CurrentEnrolment, Outcome, RowClass
from tests.faults.mixed import HEAD, pupil
from tests.faults.oracle import assert_whole
from tests.faults.snapshot import WHY
from tests.faults.test_races import confirm
from tests.faults.threads import at_once
from tests.roster.importing import import_sheet, sheet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
OWN = 50


@pytest.mark.parametrize(("block", "shared"), [(5000, 2000), (40, 400)])
def test_it_enrols_each_child_at_one_of_two_schools(
    block: int, shared: int, shared_world: Any, machine: Any, settings: Any
) -> None:
    settings.JIAOYUN_IMPORT_BLOCK = block
    both = [pupil(number) for number in range(shared)]
    ones = [pupil(number) for number in range(shared, shared + OWN)]
    others = [pupil(number) for number in range(shared + OWN, shared + 2 * OWN)]
    first = import_sheet(shared_world, sheet([*both, *ones], HEAD))
    # The other way round, so that locks taken in the order of the file would wait for each other.
    second = import_sheet(shared_world, sheet([*others, *reversed(both)], HEAD), "neighbour_admin")
    for done in (first, second):
        confirm(done)
    found = at_once([run_pending, run_pending])
    assert [answer for answer in found if isinstance(answer, BaseException)] == []
    run_pending()
    runs = JobRun.objects.filter(name="roster.apply_batch")
    assert set(runs.values_list("state", "attempts")) == {("done", 1)}
    _each_once(first, second, shared)


def _each_once(first: Any, second: Any, shared: int) -> None:
    numbers = Identifier.objects.everywhere(WHY).filter(released_at__isnull=True, kind="document")
    assert not numbers.values("digest").annotate(n=Count("id")).filter(n__gt=1).exists()
    for done in (first, second):
        assert_whole(done.place)
    written = [sum(row.outcome == Outcome.DONE for row in done.rows().values()) for done in (first, second)]
    assert sum(written) == shared + 2 * OWN
    back = [row for done in (first, second) for row in done.rows().values() if row.outcome != Outcome.DONE]
    assert len(back) == shared
    assert {(row.row_class, row.outcome) for row in back} == {(RowClass.ELSEWHERE_ENROLLED, Outcome.WAITING)}
    assert {done.refresh().state for done in (first, second)} <= {BatchState.OPEN, BatchState.FINISHED}
    enrolled = CurrentEnrolment.objects.everywhere(WHY).filter(
        school__in=[done.place.school_id for done in (first, second)]
    )
    assert enrolled.filter(state="enrolled", version=1).count() >= shared + 2 * OWN
