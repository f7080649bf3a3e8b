"""Begin an import with an uploaded file."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.organizations.calendars import school_year_of
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sheets.reader import Peek
from jiaoyun.plumbing.templatetags.house import cn_time
from jiaoyun.plumbing.uploads.accept import Accepted
from jiaoyun.roster.events import BATCH_STARTED
from jiaoyun.roster.models import OPEN_STATES, BatchState, ImportBatch
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.sheet.parts import parts_of, with_names

OPEN_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class BatchStarted:
    """The new batch."""

    batch_id: UUID
    school_id: int


def sheet_columns(peek: Peek, parts: list[dict[str, Any]]) -> dict[str, Any]:
    """What a batch says of the sheet it reads, or of these parts of the file together."""
    others = peek.other_lists + peek.sheets[peek.sheet_index].is_list - len(parts)
    return {
        "sheet_index": peek.sheet_index,
        "parts": parts,
        "head_row": peek.head_row,
        "head": with_names(peek.head) if parts else list(peek.head),
        "row_count": sum(part["rows"] for part in parts) if parts else peek.rows,
        "hidden_rows": sum(part["hidden_rows"] for part in parts) if parts else peek.hidden_rows,
        "other_sheets": others if parts else peek.other_lists,
    }


@command(power=ROSTER_IMPORT, event=BATCH_STARTED)
def start_batch(*, actor: Actor, now: datetime, place: Place, accepted: Accepted, peek: Peek) -> BatchStarted:
    """Take an uploaded sheet, or all of the file under the same head, into a new batch. Raises
    roster.batch.another_open while the school has one open."""
    admit(actor, ROSTER_IMPORT, place)
    if place.school_id is None or actor.grant is None:
        raise LookupError("an import belongs to a school")
    batch = ImportBatch(
        id=uuid7(),
        **sheet_columns(peek, parts_of(peek)),
        school_id=place.school_id,
        by=actor.account,
        by_identity=actor.grant.identity_id,
        by_name=actor.name,
        file_name=accepted.shown_name,
        file_path=str(accepted.path),
        file_digest=accepted.sha256,
        school_year=school_year_of(place, timezone.localdate(now)),
        created_at=now,
        expires_at=now + OPEN_FOR,
    )
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
    except IntegrityError:
        raise another_open(place) from None
    return BatchStarted(batch.pk, batch.school_id)


def another_open(place: Place) -> Refused:
    """The refusal that names the school's open batch."""
    batch = ImportBatch.objects.within(place).filter(state__in=OPEN_STATES).latest("created_at")
    return Refused(
        "roster.batch.another_open",
        by=batch.by_name,
        since=cn_time(batch.created_at),
        file=batch.file_name,
        state=BatchState(batch.state).label,
        school_id=batch.school_id,
        batch_id=batch.pk,
        fixer_place=place.name,
    )
