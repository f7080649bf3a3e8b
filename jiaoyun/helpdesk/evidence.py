"""Evidence of a ticket: at most six pictures or PDFs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from jiaoyun.helpdesk.models import Medium, Ticket, TicketFile
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.uploads.pictures import EvidenceFault, Kept, Upload, folder, forget_evidence, keep_evidence

MOST = 6
_ORPHANS = timedelta(days=1)
Piece = Kept


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the files of one form: those that were stored, or what is wrong with one of them."""

    pieces: tuple[Piece, ...]
    fault: str = ""


def take_pieces(uploads: Iterable[Upload]) -> Taken:
    """Store the files of a form; all of them or none. `fault` is for the field, in words."""
    files = list(uploads)
    if len(files) > MOST:
        return Taken((), f"一次最多 {MOST} 个文件。")
    kept: list[Piece] = []
    for at, upload in enumerate(files, start=1):
        try:
            kept.append(keep_evidence(upload))
        except EvidenceFault as fault:
            drop_pieces(kept)
            return Taken((), f"第 {at} 个文件：{fault.text}" if len(files) > 1 else fault.text)
    return Taken(tuple(kept))


def drop_pieces(pieces: Iterable[Piece]) -> None:
    """Forget stored files whose ticket was refused."""
    for piece in pieces:
        forget_evidence(piece.stored)


def attach(ticket: Ticket, pieces: Iterable[Piece], *, now: datetime) -> None:
    """Put stored files to a locked or new ticket. Refuses helpdesk.file.refused beyond six; the rule is the table's."""
    new = list(pieces)
    there = TicketFile.objects.everywhere("the ticket behind its gate").filter(ticket=ticket).count()
    if there + len(new) > MOST:
        raise Refused("helpdesk.file.refused", what=f"一张工单最多 {MOST} 个文件，现在已经有 {there} 个。")
    TicketFile.objects.everywhere("the ticket behind its gate").bulk_create(
        TicketFile(
            ticket=ticket,
            position=there + at,
            medium=Medium.PICTURE if piece.is_picture else Medium.PDF,
            stored=piece.stored,
            size=piece.size,
            sha256=piece.sha256,
            added_at=now,
        )
        for at, piece in enumerate(new, start=1)
    )


def sweep_orphans(now: datetime) -> int:
    """Delete stored files that no ticket has: their form was refused, or its process killed. Returns how many."""
    old = [path for path in folder().iterdir() if path.stat().st_mtime < (now - _ORPHANS).timestamp()]
    names = [path.name for path in old]
    kept = TicketFile.objects.everywhere("whose files are whose").filter(stored__in=names)
    known = set(kept.values_list("stored", flat=True))
    orphans = [name for name in names if name not in known]
    for name in orphans:
        forget_evidence(name)
    return len(orphans)
