"""同意记录: the consents that concern a person, as the ledger has them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from jiaoyun.accounts.models import Consent


@dataclass(frozen=True, slots=True)
class OwnConsent:
    """One line: for what, in which version, for whom, by whom, since and until when."""

    purpose: str
    version: str
    child: str
    given_by: str
    channel: str
    given_at: datetime
    withdrawn_at: datetime | None


_PURPOSES = {"space": "个人空间", "publishing": "作品发布", "terms": "用户协议", "privacy": "隐私政策"}
_CHANNELS = {"web": "在网页上点了同意"}


def own_consents(account_id: UUID) -> list[OwnConsent]:
    """Given for the person, or by the person; the latest first. One query."""
    rows = (
        Consent.objects.everywhere("concerns the person who asks")
        .filter(Q(account_id=account_id) | Q(given_by_id=account_id))
        .select_related("account", "given_by")
        .order_by("-given_at", "-id")
    )
    return [
        OwnConsent(
            _PURPOSES.get(row.purpose, row.purpose),
            row.version,
            row.account.name if row.account_id != account_id else "",
            row.given_by.name if row.given_by_id != account_id else "",
            _CHANNELS.get(row.channel, "其他方式"),
            row.given_at,
            row.withdrawn_at,
        )
        for row in rows
    ]
