"""Moving a phone to the account that is being registered (product.md R4), for whoever proved it by SMS."""

from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import release
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind
from jiaoyun.accounts.proving import Proved

#: Why the former account's row of the phone was released; the reaction finds by it whom to tell.
MOVED = "moved_at_registration"


def release_phone(account_id: UUID, phone: Proved, *, now: datetime) -> None:
    """Release the proved phone from the account that had it, inside the registration's command; its sessions end.

    clashes.may_give_phone decides before which accounts give it away.
    """
    rows = Identifier.objects.of_account(account_id).filter(
        kind=IdentifierKind.PHONE, digest=phone.digest, released_at__isnull=True
    )
    account = Account.objects.of_account(account_id).select_for_update().get()
    release(rows.values_list("id", flat=True), why=MOVED, now=now)
    # Whoever came in by this phone alone goes out.
    account.session_epoch += 1
    account.version += 1
    account.save(update_fields=["session_epoch", "version"])
