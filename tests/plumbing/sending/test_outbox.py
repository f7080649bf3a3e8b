"""The outbox: a row before anybody sends, one sender at a time, and nothing twice that may have gone."""

import logging
import stat
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import JobRun, MessageChannel, MessageState, OutboxMessage
from jiaoyun.plumbing.sending import breaker
from jiaoyun.plumbing.sending.messages import declare_message
from jiaoyun.plumbing.sending.outbox import JOB, deliver, enqueue_message, give_up, write_message
from tests.plumbing.sending.conftest import KEY
from tests.plumbing.sending.standin import Vendor

NUMBER = "13800007501"
NOW = timezone.now()
VALUES = {"song": "啦啦", "count": "3"}
pytestmark = pytest.mark.django_db


def written() -> UUID:
    return write_message(MessageChannel.PHONE, NUMBER, KEY, VALUES, now=NOW)


def row(message_id: UUID) -> OutboxMessage:
    found: OutboxMessage = OutboxMessage.objects.everywhere("the test's own messages").get(id=message_id)
    return found


def attempt(message_id: UUID, *, retries: bool = False) -> str | None:
    outcome = deliver(message_id, seconds=1, now=NOW, retries=retries)
    return outcome.result.value if outcome else None


def again(message_id: UUID) -> None:
    """Let the job's pause be over."""
    JobRun.objects.filter(subject_id=str(message_id)).update(run_after=None)
    run_pending()


def test_it_keeps_nothing_readable_but_the_hint() -> None:
    message = row(written())
    assert message.hint == "138****7501"
    kept = str({**vars(message), "sealed_number": "", "sealed_values": ""})
    assert NUMBER not in kept
    assert "啦啦" not in kept
    assert NUMBER.encode() not in bytes(message.sealed_number)


@pytest.mark.parametrize("values", [{}, {"song": "x"}, {**VALUES, "more": "1"}])
def test_it_takes_no_other_values_than_its_words(values: dict[str, str]) -> None:
    with pytest.raises(LookupError):
        write_message(MessageChannel.PHONE, NUMBER, KEY, values, now=NOW)


def test_words_are_declared_once_and_name_their_values() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        declare_message(KEY, "noch einmal", subject="x")
    with pytest.raises(ValueError, match="other values"):
        declare_message("canary.other", "{a} {b}", ("a",), subject="x")


def test_it_is_sent_once() -> None:
    message = written()
    assert [attempt(message), attempt(message)] == ["sent", None]
    assert (row(message).state, row(message).tries, row(message).gateway) == ("sent", 1, "console")


def test_the_job_carries_the_rows_id_only() -> None:
    message = enqueue_message(MessageChannel.PHONE, NUMBER, KEY, VALUES, now=NOW)
    job = JobRun.objects.get(name=JOB)
    assert job.args == {"message_id": str(message)}
    run_pending()
    assert row(message).state == MessageState.SENT


@pytest.mark.parametrize("mode", ["lost", "proxy", "half"])
def test_what_may_have_gone_is_never_sent_again(mode: str, vendor: Vendor, sending_by: Callable[[str], None]) -> None:
    sending_by("aliyun")
    vendor.mode = mode
    message = enqueue_message(MessageChannel.PHONE, NUMBER, KEY, VALUES, now=NOW)
    run_pending()
    vendor.mode = "ok"
    again(message)
    assert row(message).state == MessageState.UNKNOWN
    assert len(vendor.received) == 1
    assert attempt(message) is None


def test_it_goes_later_where_the_gateway_was_not_there(
    vendor: Vendor, sending_by: Callable[[str], None], settings: Any
) -> None:
    sending_by("tencent")
    settings.JIAOYUN_SMS_ADDRESS = "http://127.0.0.1:1"
    message = enqueue_message(MessageChannel.PHONE, NUMBER, KEY, VALUES, now=NOW)
    run_pending()
    assert (row(message).state, row(message).reason) == ("waiting", "unreachable")
    settings.JIAOYUN_SMS_ADDRESS = vendor.address
    again(message)
    assert (row(message).state, row(message).provider_id, row(message).tries) == ("sent", "2019:5000", 2)
    assert len(vendor.received) == 1


def test_what_is_refused_for_good_is_not_tried_again(vendor: Vendor, sending_by: Callable[[str], None]) -> None:
    sending_by("aliyun")
    vendor.mode = "isv.MOBILE_NUMBER_ILLEGAL"
    message = enqueue_message(MessageChannel.PHONE, NUMBER, KEY, VALUES, now=NOW)
    run_pending()
    assert (row(message).state, row(message).reason) == ("failed", "isv.MOBILE_NUMBER_ILLEGAL")
    assert JobRun.objects.get(name=JOB).state == "done"


def test_a_gateway_that_fails_again_and_again_is_given_a_rest(
    vendor: Vendor, sending_by: Callable[[str], None]
) -> None:
    sending_by("aliyun")
    vendor.mode = "broken"
    for _ in range(breaker.FAILURES.limit):
        attempt(written())
    vendor.mode = "ok"
    message = written()
    assert attempt(message) == "refused"
    assert row(message).reason == "resting"
    assert len(vendor.received) == breaker.FAILURES.limit
    later = NOW + timedelta(seconds=breaker.FAILURES.window_seconds)
    outcome = deliver(written(), seconds=1, now=later, retries=False)
    assert outcome is not None
    assert outcome.result == "sent"
    assert not breaker.is_open("aliyun", now=later)


def test_a_success_forgets_the_failures_before(vendor: Vendor, sending_by: Callable[[str], None]) -> None:
    sending_by("aliyun")
    for _ in range(3):
        for mode in ("broken", "broken", "broken", "ok"):
            vendor.mode = mode
            attempt(written())
    assert not breaker.is_open("aliyun", now=NOW)


def test_it_says_nothing_that_came_too_late() -> None:
    message = written()
    late = NOW + timedelta(hours=25)
    outcome = deliver(message, seconds=1, now=late, retries=True)
    assert outcome is not None
    assert (row(message).state, row(message).reason) == ("failed", "too.late")


def test_nobody_knows_what_a_sender_did_that_died() -> None:
    died, young, old = written(), written(), written()
    rows = OutboxMessage.objects.everywhere("the test's own messages")
    rows.filter(id=died).update(state="sending", tried_at=NOW - timedelta(minutes=5))
    rows.filter(id=young).update(state="sending", tried_at=NOW)
    rows.filter(id=old).update(expires_at=NOW - timedelta(seconds=1))
    assert give_up(NOW) == 2
    assert [row(one).state for one in (died, young, old)] == ["unknown", "sending", "failed"]
    assert attempt(died) is None


def test_the_file_is_for_its_owner_only(settings: Any, tmp_path: Any) -> None:
    settings.JIAOYUN_SMS, settings.JIAOYUN_DATA = "file", tmp_path
    assert [attempt(written()), attempt(written())] == ["sent", "sent"]
    file = tmp_path / "messages.jsonl"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert NUMBER in lines[0]
    assert "啦啦：3 只" in lines[0]


def test_the_console_tells_no_number_and_no_words(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    attempt(written())
    assert KEY in caplog.text
    assert NUMBER not in caplog.text
    assert "啦啦" not in caplog.text
