"""Following a pupil's claim without an account: by the phone that was proved for it (product.md R0).

The proof is used up by the claim itself; the session remembers its digest for half an hour, so that the page opens in
the same browser at once. Later the phone is proved again by step 1 of 学生注册.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest

from jiaoyun.accounts.models import Purpose
from jiaoyun.accounts.proving import proved
from jiaoyun.accounts.requests.own import REMIND_EVERY
from jiaoyun.roster.models import ClaimState, StudentClaim
from jiaoyun.rules.masking import mask_name

LIFETIME = timedelta(minutes=30)
#: How long a decided claim is shown.
_SHOWN_FOR = timedelta(days=30)
_SHOWN = 5
_KEY = "claim_phone"


@dataclass(frozen=True, slots=True)
class Followed:
    """A claim as whoever holds its phone sees it: the pupil's masked name, the school, where it stands."""

    id: UUID
    pupil: str
    school: str
    state: ClaimState
    submitted_at: datetime
    reminded_at: datetime | None
    decided_at: datetime | None
    reason: str
    can_remind: bool

    @property
    def is_open(self) -> bool:
        """Whether it still waits."""
        return self.state is ClaimState.PENDING


def keep_phone(request: HttpRequest, digest: bytes, now: datetime) -> None:
    """Remember the phone that a claim was made with, by its digest."""
    request.session[_KEY] = {"digest": digest.hex(), "at": int(now.timestamp())}


def phone_digest(request: HttpRequest, now: datetime) -> bytes | None:
    """The digest of the phone that this browser proved, now or for the claim it made; None where there is none."""
    phone = proved(request, Purpose.REGISTER, now=now)
    if phone is not None:
        return phone.digest
    held = request.session.get(_KEY)
    if held is None or now.timestamp() - held["at"] > LIFETIME.total_seconds():
        return None
    return bytes.fromhex(held["digest"])


def claims_of(digest: bytes, now: datetime) -> list[Followed]:
    """The claims made with this phone, latest first: those that wait, and what was decided in the last month."""
    rows = (
        StudentClaim.objects.everywhere("whoever holds the phone of a claim may follow it")
        .filter(phone_digest=digest, submitted_at__gt=now - _SHOWN_FOR)
        .select_related("account", "school__organization")
        .order_by("-submitted_at")
    )
    return [
        Followed(
            row.id,
            mask_name(row.account.name),
            row.school.organization.name,
            ClaimState(row.state),
            row.submitted_at,
            row.reminded_at,
            row.decided_at,
            row.reason,
            row.state == ClaimState.PENDING and may_remind(row, now),
        )
        for row in rows[:_SHOWN]
    ]


def claim_of(digest: bytes, claim_id: UUID) -> StudentClaim:
    """One claim of this phone, locked until the transaction ends. Http404 for any other."""
    rows = StudentClaim.objects.everywhere("whoever holds the phone of a claim may follow it")
    row: StudentClaim | None = rows.filter(id=claim_id, phone_digest=digest).select_for_update(of=("self",)).first()
    if row is None:
        raise Http404
    return row


def may_remind(row: StudentClaim, now: datetime) -> bool:
    """Whether a day has passed since the last reminder."""
    return row.reminded_at is None or now - row.reminded_at >= REMIND_EVERY
