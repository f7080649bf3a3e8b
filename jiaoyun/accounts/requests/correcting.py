"""What the form of 修改申请 begins with: the person as registered, for that person's own eyes."""

from jiaoyun.accounts.binding import numbers_of
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.plumbing.actor import Actor


def person_as_bound(actor: Actor) -> dict[str, str]:
    """The actor's own name, document kind and number, as PersonForm names them. Two queries."""
    kind = (
        Identifier.objects.of_account(actor.account)
        .filter(kind=IdentifierKind.DOCUMENT, released_at__isnull=True)
        .values_list("document_kind", flat=True)
        .first()
    )
    numbers = [bound.number for bound in numbers_of([actor.account]) if bound.kind is IdentifierKind.DOCUMENT]
    return {"name": actor.name, "document_kind": kind or "1", "document": numbers[0] if numbers else ""}
