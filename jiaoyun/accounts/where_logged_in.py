"""Where somebody is logged in: the sessions that still open, with browser, network, beginning and last sign of life."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session

from jiaoyun.accounts import sessions
from jiaoyun.accounts.actors import Standing, standing_of
from jiaoyun.accounts.models import LoginSession

_MOST = 100

HOW_LABELS: dict[str, str] = {
    "password": "密码",
    "first_secret": "首次登录条",
    "sms": "短信验证码",
    "passkey": "通行密钥",
    "outside": "终身学习账号",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One browser. `network` is masked; `is_here` marks the one that asks."""

    login_id: UUID
    device: str
    network: str
    how: str
    public_computer: bool
    began_at: datetime
    seen_at: datetime
    is_here: bool


def places_of(account_id: UUID, here: str, *, now: datetime) -> list[Place]:
    """The open log-ins of an account, the one with the session key `here` first, then the latest. Three queries.

    What idled too long, is too old or has an epoch of before ended already, whatever its row says.
    """
    standing = standing_of(account_id, now=now)
    rows = LoginSession.objects.of_account(account_id).filter(ended_at__isnull=True).order_by("-began_at")[:_MOST]
    keys = {row.session_key: row for row in rows}
    stored = Session.objects.filter(session_key__in=list(keys), expire_date__gt=now)
    found = [
        _place(keys[session.session_key], held, session.session_key == here)
        for session in stored
        if (held := sessions.read(session.get_decoded())) is not None and _is_open(held, standing, now)
    ]
    return sorted(found, key=lambda place: (not place.is_here, -place.seen_at.timestamp()))


def _is_open(held: sessions.Held, standing: Standing | None, now: datetime) -> bool:
    if standing is None or standing.epoch != held.epoch or standing.account_id != held.account_id:
        return False
    return not held.is_over(standing.grant_of(held.identity_id), now)


def _place(row: LoginSession, held: sessions.Held, is_here: bool) -> Place:
    return Place(
        row.pk,
        row.device,
        row.network,
        HOW_LABELS.get(row.how, row.how),
        row.public_computer,
        row.began_at,
        held.seen_at,
        is_here,
    )
