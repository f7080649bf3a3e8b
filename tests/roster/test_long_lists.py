"""Nothing is cut off in silence: the rows that undo kept, and the imports of a school, go on page after page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.models import Account
from jiaoyun.roster import queries, report
from jiaoyun.roster.commands.close_batch import close_batch
from tests.faults.snapshot import WHY
from tests.roster.importing import import_sheet, new_pupil, sheet
from tests.world import World

pytestmark = pytest.mark.django_db


def test_every_row_that_undo_kept_can_be_seen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "KEPT_SHOWN", 2)
    done = import_sheet(world, sheet([new_pupil(serial) for serial in range(5)]))
    done.apply()
    added = [row.account_id for row in done.rows().values()]
    Account.objects.everywhere(WHY).filter(pk__in=added).update(last_login_at=timezone.now())
    done.undo()
    client = world.client("school_admin")
    at = reverse("roster:report", kwargs={"school_id": done.place.school_id, "batch_id": done.batch.pk})
    seen, address = [], at
    while address:
        page = client.open(address)
        assert "一共 5 行" in page.text
        seen += [row.line for row in done.rows().values() if f"第 {row.line} 行" in page.text]
        onward = [link for link in page.links() if link.startswith(f"{at}?after=")]
        address = onward[0].removesuffix("#kept") if onward else ""
    assert seen == [2, 3, 4, 5, 6]


def test_every_import_of_a_school_can_be_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "HISTORY_SHOWN", 2)
    for serial in range(3):
        done = import_sheet(world, sheet([new_pupil(serial)], name=f"第{serial}份.csv"))
        close_batch(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk)
    client = world.client("school_admin")
    at = reverse("roster:import_history", kwargs={"school_id": world.place("school").school_id})
    first = client.open(at)
    assert "第2份.csv" in first.text
    assert "第0份.csv" not in first.text
    assert f"{at}?page=2" in first.links()
    second = client.open(f"{at}?page=2")
    assert "第0份.csv" in second.text
    assert f"{at}?page=1" in second.links()
    assert f"{at}?page=3" not in second.links()
