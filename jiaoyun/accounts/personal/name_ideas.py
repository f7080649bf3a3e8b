"""Free account names for somebody who is logged in, from the own name and document (product.md R3)."""

from datetime import date
from uuid import UUID

from jiaoyun.accounts.account_names import suggest_names
from jiaoyun.accounts.binding import SEAL_KIND
from jiaoyun.accounts.models import Account
from jiaoyun.accounts.personal.documents import own_document
from jiaoyun.plumbing.sealing import unseal


def free_names(account_id: UUID, today: date) -> list[str]:
    """The best first. Three queries."""
    name = Account.objects.of_account(account_id).values_list("name", flat=True).get()
    bound = own_document(account_id)
    document = unseal(SEAL_KIND, bound.id, bytes(bound.sealed)) if bound is not None else ""
    return suggest_names(name, document, today=today)
