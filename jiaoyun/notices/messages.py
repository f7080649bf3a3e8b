"""Notices by message: to which numbers one goes, and writing it into the outbox, in the caller's transaction."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import SEAL_KIND
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.notices.kinds import KINDS, LINK, Reach, address_of
from jiaoyun.notices.links import absolute
from jiaoyun.notices.models import Notice, NoticeSetting
from jiaoyun.plumbing.models import MessageChannel
from jiaoyun.plumbing.sealing import unseal
from jiaoyun.plumbing.sending.outbox import enqueue_message

_CHANNELS = (IdentifierKind.PHONE, IdentifierKind.EMAIL)


def write_messages(notice: Notice, *, now: datetime, released: Iterable[UUID] = ()) -> int:
    """Write the notice's messages to the numbers of its account; returns how many.

    `released`: rows of numbers that were bound until now and are told as well. A kind that is only shown writes none.
    """
    kind = KINDS[notice.kind]
    if kind.reach is Reach.LIST or notice.account_id is None:
        return 0
    wanted = _wanted(notice.account_id, kind.topic) if kind.reach is Reach.ASK else set(MessageChannel)
    values = {name: str(notice.values.get(name, "")) for name in kind.message_takes if name != LINK}
    if LINK in kind.message_takes:
        values[LINK] = absolute(address_of(kind, notice.values))
    numbers = [(channel, number) for channel, number in _numbers(notice.account_id, released) if channel in wanted]
    for channel, number in numbers:
        enqueue_message(
            channel, number, notice.kind, values, now=now, account_id=notice.account_id, subject_id=notice.id
        )
    return len(numbers)


def _wanted(account_id: UUID, topic: str) -> set[MessageChannel]:
    row = NoticeSetting.objects.of_account(account_id).filter(topic=topic).first()
    by_phone, by_email = (row.by_phone, row.by_email) if row else (True, False)
    return {*((MessageChannel.PHONE,) if by_phone else ()), *((MessageChannel.EMAIL,) if by_email else ())}


def _numbers(account_id: UUID, released: Iterable[UUID]) -> list[tuple[MessageChannel, str]]:
    rows = Identifier.objects.of_account(account_id).filter(kind__in=_CHANNELS).order_by("bound_at", "id")
    extra = _free(released)
    kept = [row for row in rows if row.released_at is None or row.id in extra]
    found = [(MessageChannel(row.kind), unseal(SEAL_KIND, row.id, row.sealed)) for row in kept]
    return list(dict.fromkeys(found))


def _free(released: Iterable[UUID]) -> set[UUID]:
    """Of these the ones that nobody has bound meanwhile: their new holder may be somebody else, who learns nothing."""
    ids = list(released)
    if not ids:
        return set()
    rows = Identifier.objects.everywhere("numbers that were released a moment ago")
    gone = {
        (kind, bytes(digest)): key for key, kind, digest in rows.filter(id__in=ids).values_list("id", "kind", "digest")
    }
    bound = rows.filter(released_at__isnull=True, digest__in=[digest for _, digest in gone])
    for kind, digest in bound.values_list("kind", "digest"):
        gone.pop((kind, bytes(digest)), None)
    return set(gone.values())
