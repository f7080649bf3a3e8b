"""No whole ID number, 学籍号, phone or secret in logs, addresses, jobs, audit, sessions, error pages, plain columns."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from jiaoyun.helpdesk.models import TicketState
from jiaoyun.plumbing.models import AuditEvent, JobRun
from jiaoyun.plumbing.uploads.accept import open_stored
from jiaoyun.roster.models import BatchState
from jiaoyun.roster.runs import apply
from jiaoyun.roster.views import students
from tests.whole.privacy.asking import ask_for_help
from tests.whole.privacy.day import Day
from tests.whole.privacy.watching import Everything, files_in, hits, rows_of_all_tables
from tests.world import World


@pytest.fixture
def day(world: World) -> Day:
    return Day(world)


def walk(day: Day) -> None:
    """The whole day; each step must really have happened."""
    day.log_in()
    day.upload_and_check()
    day.correct_and_settle()
    day.apply()
    secrets = day.print_slips()
    day.look_up_and_export()
    day.look_up_by_name()
    day.first_login(secrets)
    day.undo()
    assert len(secrets) == 4
    assert day.batch().state == BatchState.UNDONE
    unexpected = [(what, status) for what, status in day.statuses if status not in (200, 302) and "/login" not in what]
    assert unexpected == [("post /first-password", 422)]


def found_in_database(day: Day) -> list[str]:
    return [f"{table}: {hit}" for table, row in rows_of_all_tables() for hit in hits(day.planted, [row])]


def test_the_search_finds_what_is_there(day: Day) -> None:
    """The instruments first: a value in a log line, in an address and in a row is seen."""
    pupil = day.world.pupils["school"][0]
    with Everything() as log:
        day.admin.get(f"/students/{pupil.document}")
    assert hits(day.planted, log.lines)
    assert hits(day.planted, day.addresses)
    AuditEvent.objects.create(at=day.world.now, action=pupil.phone, subject_kind="", subject_id="", place="")
    assert any(text.startswith("plumbing_auditevent") for text in found_in_database(day))
    with Everything() as log:
        day.admin.get(f"{day.school}/students", {"q": pupil.name})
    assert hits(day.known, day.addresses)
    JobRun.objects.create(name="test", args={"of": pupil.name})
    assert hits(day.known, recorded())


def test_nothing_personal_is_left_behind_by_a_day_at_school(day: Day, capfd: Any) -> None:
    with Everything() as log:
        walk(day)
    assert len(day.planted) > 60
    assert any("roster.apply_batch" in line for line in log.lines)
    assert not hits(day.planted, log.lines)
    assert not hits(day.planted, capfd.readouterr())
    assert not hits(day.planted, day.addresses)
    assert JobRun.objects.filter(name="roster.undo_batch").exists()
    assert AuditEvent.objects.filter(action="roster.number_revealed").exists()
    assert not found_in_database(day)
    # Names and birth dates are what the roll is for: they stand in its tables, and in nothing that is kept of a day.
    assert not hits(day.known, log.lines)
    assert not hits(day.known, day.addresses)
    assert not hits(day.known, recorded())


def recorded() -> list[str]:
    """What is kept of who did what: jobs, and the audit."""
    return [row for table, row in rows_of_all_tables() if table.startswith(("plumbing_job", "plumbing_audit"))]


def test_nothing_personal_is_left_behind_by_a_ticket(day: Day, capfd: Any) -> None:
    """Words, numbers and reasons of a ticket are sealed or kept without numbers; the file's name is not kept."""
    with Everything() as log:
        ticket = ask_for_help(day)
    assert ticket.state == TicketState.WAITING
    assert {status for _, status in day.statuses} == {200, 302}
    assert not hits(day.planted, log.lines)
    assert not hits(day.planted, capfd.readouterr())
    assert not hits(day.planted, day.addresses)
    assert AuditEvent.objects.filter(action="helpdesk.case_opened").exists()
    assert not found_in_database(day)


def test_nothing_personal_stands_in_the_database_while_the_import_waits(day: Day) -> None:
    """Cells, values before and secrets are sealed; hints show four digits."""
    day.log_in()
    day.upload_and_check()
    assert not found_in_database(day)
    assert not found_in_files(day)
    # The instrument: the same file, were it not sealed, is found.
    stored = Path(day.batch().file_path)
    with open_stored(stored) as sheet:
        stored.with_name("unsealed").write_bytes(sheet.read())
    assert [path.name for path in found_in_files(day)] == ["unsealed"]
    stored.with_name("unsealed").unlink()
    day.correct_and_settle()
    day.apply()
    day.print_slips()
    assert not found_in_database(day)
    assert not found_in_files(day)


def found_in_files(day: Day) -> list[Path]:
    """Files of the data folder in which a number, a name or a birth date stands."""
    values = [value.encode() for value in day.planted | day.known]
    files = files_in(Path(settings.JIAOYUN_DATA))
    return [path for path, content in files if any(value in content for value in values)]


def test_the_file_is_gone_when_the_import_is_closed(day: Day, django_capture_on_commit_callbacks: Any) -> None:
    day.log_in()
    day.upload_and_check()
    day.correct_and_settle()
    stored = Path(day.batch().file_path)
    assert stored.is_relative_to(settings.JIAOYUN_UPLOADS)
    assert not stored.is_relative_to(settings.STATIC_ROOT)
    assert stored.stat().st_mode & 0o077 == 0
    with django_capture_on_commit_callbacks(execute=True):
        day.ask(day.admin, "post", day.import_address("/close"))
    assert day.batch().state == BatchState.ABANDONED
    assert not stored.exists()


def test_an_error_of_ours_shows_and_logs_nothing_personal(day: Day, monkeypatch: Any) -> None:
    """The stack of a page that broke while it held numbers: the page says a number to quote, the log says where."""

    def break_off(*given: Any, **named: Any) -> None:
        number = day.world.pupils["school"][0].document
        raise RuntimeError(f"broken while {len(number)} characters were held")

    day.log_in()
    monkeypatch.setattr(students, "found_by_number", break_off)
    with Everything() as log:
        answer = day.ask(day.admin, "post", f"{day.school}/students", {"q": day.world.pupils["school"][0].document})
    assert answer.status_code == 500
    body = answer.content.decode()
    assert "RuntimeError" not in body
    assert any("RuntimeError" in line for line in log.lines), "the log must say what broke"
    assert not hits(day.planted, [body, *log.lines, *day.addresses])


def test_a_job_that_breaks_keeps_the_kind_of_error_and_not_its_words(day: Day, monkeypatch: Any) -> None:
    day.log_in()
    day.upload_and_check()
    day.correct_and_settle()

    def break_off(*given: Any, **named: Any) -> None:
        raise ValueError(f"cannot write {day.world.pupils['school'][0].document}")

    monkeypatch.setattr(apply, "apply_block", break_off)
    with Everything() as log:
        day.apply()
    run = JobRun.objects.get(name="roster.apply_batch")
    assert run.error_code == "ValueError"
    assert any("ValueError" in line for line in log.lines)
    assert not hits(day.planted, log.lines)
    assert not found_in_database(day)
