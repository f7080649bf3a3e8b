"""An ID document that its owner corrects: the limits, the school that is told, and putting the old one back (I1)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from jiaoyun.accounts.binding import SEAL_KIND, bind, release
from jiaoyun.accounts.models import Account, DocumentChange, Identifier, IdentifierKind, Identity, IdentityState
from jiaoyun.organizations.models import School
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sealing import unseal
from jiaoyun.rules.documents import DocumentKind, check_document

EVERY = timedelta(days=365)
REVERSIBLE = timedelta(days=7)
CLASH_TICKET, OTHER_TICKET = "identity_clash", "other"


@dataclass(frozen=True, slots=True)
class CorrectedDocument:
    """A correction as the school sees it: masked, with what can be done."""

    change_id: UUID
    account_id: UUID
    name: str
    old_hint: str
    new_hint: str
    at: datetime
    reversible_until: datetime
    reversed_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be put back."""
        return self.reversed_at is None and now < self.reversible_until


def own_document(account_id: UUID) -> Identifier | None:
    """The document that is bound."""
    rows = Identifier.objects.of_account(account_id).filter(kind=IdentifierKind.DOCUMENT, released_at__isnull=True)
    found: Identifier | None = rows.order_by("-bound_at", "id").first()
    return found


def latest_correction(account_id: UUID, now: datetime) -> DocumentChange | None:
    """The correction of the last year that stands, which uses up the year."""
    rows = DocumentChange.objects.of_account(account_id).filter(at__gt=now - EVERY, reversed_at__isnull=True)
    found: DocumentChange | None = rows.order_by("-at").first()
    return found


def school_of(account_id: UUID) -> int | None:
    """The school that is told: of the person's oldest identity at a school; None for who has none."""
    held = Identity.objects.of_account(account_id).filter(state__in=(IdentityState.ACTIVE, IdentityState.PENDING))
    schools = School.objects.everywhere("whether the person's own organizations are schools").values("organization_id")
    found: int | None = (
        held.filter(organization_id__in=schools).order_by("since", "id").values_list("organization_id", flat=True)
    ).first()
    return found


def corrections_of(place: Place, *, limit: int = 100) -> list[CorrectedDocument]:
    """The corrections of the school's people, latest first. One query."""
    rows = DocumentChange.objects.within(place).select_related("account", "old", "new").order_by("-at", "-id")[:limit]
    return [_shown(row) for row in rows]


def correction(place: Place, change_id: UUID, *, lock: bool = False) -> DocumentChange:
    """One correction of this school. Http404 for any other."""
    rows = DocumentChange.objects.within(place).filter(id=change_id)
    row: DocumentChange | None = (rows.select_for_update() if lock else rows.select_related("account")).first()
    if row is None:
        raise Http404
    return row


def shown_correction(place: Place, change_id: UUID) -> CorrectedDocument:
    """One correction of this school as its page shows it. Http404 for any other."""
    row = DocumentChange.objects.within(place).filter(id=change_id).select_related("account", "old", "new").first()
    if row is None:
        raise Http404
    return _shown(row)


def put_on_account(row: Identifier, number: str, today: date) -> None:
    """Write birthday and sex as a bound document says them, where it says any.

    Not for pupils: a birthday decides who consents for a child (fourteen years) and stands on the roll, so it comes
    from the school: with its next list, or when it has the name corrected (docs/decisions/0012-own-data.md).
    """
    said = check_document(number, DocumentKind(row.document_kind), today=today)
    if said.birth_date is None or _is_pupil(row.account_id):
        return
    account = Account.objects.of_account(row.account_id).select_for_update().get()
    account.birth_date, account.sex = said.birth_date, said.sex.value if said.sex is not None else account.sex
    account.version += 1
    account.save(update_fields=["birth_date", "sex", "version"])


def _is_pupil(account_id: UUID) -> bool:
    held = Identity.objects.of_account(account_id).filter(role=Role.STUDENT)
    found: bool = held.filter(state__in=(IdentityState.ACTIVE, IdentityState.PENDING)).exists()
    return found


def put_back(row: DocumentChange, *, by: UUID, reason: str, now: datetime) -> None:
    """Release the corrected document and bind the one before again.

    Refuses accounts.document.not_reversible after 7 days, a second time, and where the old number is taken.
    """
    new = Identifier.objects.of_account(row.account_id).get(id=row.new_id)
    if row.reversed_at is not None or now >= row.reversible_until or new.released_at is not None:
        raise Refused("accounts.document.not_reversible", kind=OTHER_TICKET)
    release([new.id], why="reversed", now=now)
    if row.old_id is not None:
        old = Identifier.objects.of_account(row.account_id).get(id=row.old_id)
        number = unseal(SEAL_KIND, old.id, bytes(old.sealed))
        try:
            bound = bind(row.account_id, IdentifierKind.DOCUMENT, number, now=now, document_kind=old.document_kind)
        except Refused:
            raise Refused("accounts.document.not_reversible", kind=OTHER_TICKET) from None
        put_on_account(bound, number, timezone.localdate(now))
    row.reversed_at, row.reversed_by, row.reason = now, by, reason[:300]
    row.save(update_fields=["reversed_at", "reversed_by", "reason"])


def _shown(row: DocumentChange) -> CorrectedDocument:
    return CorrectedDocument(
        row.id,
        row.account_id,
        row.account.name,
        row.old.hint if row.old else "",
        row.new.hint,
        row.at,
        row.reversible_until,
        row.reversed_at,
    )
