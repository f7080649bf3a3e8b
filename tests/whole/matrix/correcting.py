"""Documents that people of the schools corrected themselves, for the addresses about them."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import DocumentChange, IdentifierKind
from jiaoyun.plumbing.powers import Place


def make_change(place: Place, account_id: UUID, serial: int) -> None:
    """Somebody of this school, who had none, gave a passport an hour ago."""
    now = timezone.now() - timedelta(hours=1)
    new = bind(account_id, IdentifierKind.DOCUMENT, f"E3699900{serial}", now=now, document_kind="A")
    row = DocumentChange(account_id=account_id, new=new, at=now, reversible_until=now + timedelta(days=7))
    row.organization_id = place.organization_id
    row.save(force_insert=True)


def change_at(place: Place) -> UUID:
    """The change of this school."""
    return UUID(str(DocumentChange.objects.within(place).values_list("id", flat=True).get()))
