"""Looks from outside whether every row of a file was written exactly once, and nothing half."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from jiaoyun.accounts.models import Account, Identifier, Identity
from jiaoyun.plumbing.audit.sealer import seal_pending
from jiaoyun.plumbing.audit.verify import verify_audit
from jiaoyun.plumbing.models import AuditEvent, JobRun
from jiaoyun.roster.models import CurrentEnrolment, Enrolment, EnrolmentChange, ImportRow, ImportStage, StudentRecord
from tests.faults.mixed import Mixed
from tests.faults.snapshot import WHY
from tests.roster.importing import Import

TABLES = (Account, Identifier, Identity, Enrolment, CurrentEnrolment, EnrolmentChange, StudentRecord)


def counts() -> dict[str, int]:
    """Rows of each table that an import writes."""
    return {model.__name__: model.objects.everywhere(WHY).count() for model in TABLES}


def written_by(file: Mixed) -> dict[str, int]:
    """How many rows each table must have grown by when the file is in."""
    new, bare = len(file.new), len(file.numberless)
    return {
        "Account": new + bare,
        "Identifier": 2 * new + bare,
        "Identity": new + bare + len(file.restored) + len(file.claimed),
        "Enrolment": new + bare + len(file.claimed),
        "CurrentEnrolment": new + bare,
        "EnrolmentChange": file.known,
        # A graduate's record stays where it was made; the new school keeps one of its own.
        "StudentRecord": new + bare + len(file.claimed),
    }


@dataclass
class Grown:
    """What was counted before, and how much more there is now."""

    before: dict[str, int] = field(default_factory=counts)

    def by(self) -> dict[str, int]:
        """Table → rows more than before."""
        return {name: count - self.before[name] for name, count in counts().items()}


def assert_written_once(done: Import, file: Mixed, grown: Grown) -> None:
    """Every row of the file is in the roll, once, whole; the record agrees; nothing staged is left."""
    assert grown.by() == written_by(file)
    assert {row.outcome for row in done.rows().values()} == {"done"}
    assert sum(details(done, "roster.block_applied", "done")) == len(file.rows)
    assert events(done, "roster.run_finished") == 1
    assert not ImportStage.objects.within(done.place).filter(batch_id=done.batch.pk).exists()
    assert_whole(done.place)
    rows = ImportRow.objects.within(done.place).filter(batch_id=done.batch.pk, found_version__isnull=False)
    versions = dict(CurrentEnrolment.objects.everywhere(WHY).values_list("account_id", "version"))
    assert all(versions[account] == found + 1 for account, found in rows.values_list("account_id", "found_version"))
    numbers = Identifier.objects.everywhere(WHY).filter(kind="platform")
    assert numbers.values("digest").distinct().count() == len(file.numberless) == numbers.count()


def assert_whole(place: Any) -> None:
    """No pupil of the school is half written: number, role, current enrolment that points to the one open stay."""
    halves = CurrentEnrolment.objects.within(place).filter(state="enrolled")
    halves = halves.annotate(
        numbers=Count("account__identifiers", filter=Q(account__identifiers__released_at__isnull=True), distinct=True),
        roles=Count("account__identities", filter=~Q(account__identities__state="ended"), distinct=True),
        stays=Count("account__enrolments", filter=Q(account__enrolments__closed_at__isnull=True), distinct=True),
    )
    right = Q(numbers__gte=1, roles=1, stays=1, enrolment__closed_at__isnull=True, account__state="active")
    assert halves.exclude(right).count() == 0
    alone = Account.objects.everywhere(WHY).filter(current_enrolment=None).filter(identities=None)
    assert not alone.exists()


def assert_record_whole() -> None:
    """The chain of the audit holds, with everything that happened in it; no job was left behind."""
    seal_pending(timezone.now())
    assert [finding.sentence for finding in verify_audit(timezone.now())] == []
    runs = JobRun.objects.filter(name__startswith="roster.", subject_kind="import")
    assert set(runs.values_list("state", flat=True)) <= {"done"}


def events(done: Import, name: str) -> int:
    """How often something was recorded of this import."""
    return AuditEvent.objects.filter(action=name, subject_id=str(done.batch.pk)).count()


def details(done: Import, name: str, key: str) -> list[int]:
    """A figure of all events of a kind of this import."""
    found = AuditEvent.objects.filter(action=name, subject_id=str(done.batch.pk))
    return [event.details[key] for event in found]


@contextmanager
def nothing_changes() -> Iterator[None]:
    """Inside, no table of the roll may grow or shrink."""
    before = counts()
    yield
    assert counts() == before
