"""Twenty identical forms at once, as a jammed network or an impatient hand sends them: the effect happens once."""

from typing import Any

import pytest
from django.conf import settings as product
from django.test import Client
from django.urls import reverse

from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import AuditEvent, JobRun
from jiaoyun.roster.models import BatchState, ImportBatch
from tests.faults.mixed import HEAD, pupil
from tests.faults.oracle import events
from tests.faults.snapshot import WHY
from tests.faults.threads import at_once
from tests.html import Html
from tests.roster.importing import Import, import_sheet, sheet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TIMES = 20


class Sender:
    """One browser whose form is sent many times at once."""

    def __init__(self, world: Any) -> None:
        self.session = world.session("school_admin")

    def _client(self) -> Client:
        client = Client(enforce_csrf_checks=True)
        client.cookies[product.SESSION_COOKIE_NAME] = self.session
        return client

    def send(self, address: str, **values: Any) -> list[int]:
        """Open the form once, send it TIMES times at once; the status of each answer."""
        client = self._client()
        page = Html(client.get(address).content.decode())
        form = next(form for form in page.forms if form.action == address and form.method == "post")
        token = client.cookies["csrftoken"].value

        def post() -> int:
            again = self._client()
            again.cookies["csrftoken"] = token
            made = {name: value() if callable(value) else value for name, value in values.items()}
            return int(again.post(address, {**form.hidden, **made}).status_code)

        found = at_once([post] * TIMES)
        assert [answer for answer in found if isinstance(answer, BaseException)] == []
        return [answer for answer in found if isinstance(answer, int)]


@pytest.fixture
def sender(shared_world: Any, machine: Any) -> Sender:
    """The school administrator's browser."""
    return Sender(shared_world)


def once(answers: list[int]) -> bool:
    """One success; every other answer says that it was done already, or that another import is open."""
    return sorted(answers) == [302, *[409] * (TIMES - 1)]


def test_it_starts_one_import_from_twenty_uploads(sender: Sender, shared_world: Any) -> None:
    address = reverse("roster:import_start", kwargs={"school_id": shared_world.place("school").school_id})
    rows = [pupil(number) for number in range(5)]
    assert once(sender.send(address, file=lambda: sheet(rows, HEAD)))
    batch = ImportBatch.objects.everywhere(WHY).get()
    run_pending()
    batch.refresh_from_db()
    assert (batch.state, batch.row_count) == (BatchState.OPEN, 5)
    assert AuditEvent.objects.filter(action="roster.batch_started").count() == 1


def test_it_runs_and_undoes_once_from_twenty_forms_each(sender: Sender, shared_world: Any) -> None:
    done: Import = import_sheet(shared_world, sheet([pupil(number) for number in range(5)], HEAD))
    where = {"school_id": done.place.school_id, "batch_id": done.batch.pk}
    assert once(sender.send(reverse("roster:confirm", kwargs=where), sure="1"))
    run_pending()
    assert once(sender.send(reverse("roster:undo", kwargs=where)))
    run_pending()
    assert done.refresh().state == BatchState.UNDONE
    assert JobRun.objects.filter(name__in=("roster.apply_batch", "roster.undo_batch")).count() == 2
    assert (events(done, "roster.batch_confirmed"), events(done, "roster.undo_asked")) == (1, 1)
