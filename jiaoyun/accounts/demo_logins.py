"""The logins that the log-in page offers in demo mode. The demo registers them; a real installation never has any.

The codes are those of the accounts' own authenticator apps, computed as the app would: the second factor of the demo is
checked by the same code as anybody's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import Authenticator, Identifier, IdentifierKind
from jiaoyun.accounts.second_factor.totp import code_to_come, secret_of


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """One invented person to try: who, at which place, what to type. `code`: what the person's app shows now."""

    role: str
    place: str
    login: str
    password: str
    code: str = ""


# Somebody just used the last code that would be accepted now: the demo's accounts are everybody's.
_WAIT = "稍等几秒再刷新"

_sources: list[Callable[[], Sequence[DemoLogin]]] = []


def register_demo_logins(source: Callable[[], Sequence[DemoLogin]]) -> None:
    """Register where the demo's logins come from."""
    if source not in _sources:
        _sources.append(source)


def demo_logins() -> list[DemoLogin]:
    """The logins to offer, with the codes of now; always empty outside demo mode. Two queries."""
    if not settings.JIAOYUN_DEMO:
        return []
    offered = [login for source in _sources for login in source()]
    accounts = _accounts_of([login.login for login in offered])
    codes = _codes_of(list(accounts.values()), timezone.now())
    return [replace(login, code=codes.get(accounts.get(login.login), "")) for login in offered]


def demo_code(account_id: UUID) -> str:
    """The code of now where the account is one of the demo's logins, in demo mode; empty otherwise."""
    if not settings.JIAOYUN_DEMO:
        return ""
    offered = [login.login for source in _sources for login in source()]
    is_offered = account_id in _accounts_of(offered).values()
    return _codes_of([account_id], timezone.now()).get(account_id, "") if is_offered else ""


def _accounts_of(names: Sequence[str]) -> dict[str, UUID]:
    digests = {digest_of(IdentifierKind.ACCOUNT_NAME, name): name for name in names}
    rows = Identifier.objects.everywhere("the logins that the demo offers").filter(
        kind=IdentifierKind.ACCOUNT_NAME, digest__in=list(digests), released_at__isnull=True
    )
    return {digests[bytes(digest)]: account_id for digest, account_id in rows.values_list("digest", "account_id")}


def _codes_of(account_ids: Sequence[UUID], now: datetime) -> dict[UUID | None, str]:
    rows = Authenticator.objects.everywhere("the apps of the demo's own people").filter(
        account_id__in=account_ids, confirmed_at__isnull=False, removed_at__isnull=True
    )
    return {row.account_id: code_to_come(secret_of(row), row.last_step, now) or _WAIT for row in rows}
