"""Handing out evidence: a picture to be looked at, a PDF only as a download; neither ever runs anything."""

import logging
from uuid import UUID

from django.http import Http404, HttpResponse

from jiaoyun.helpdesk.models import Medium, Ticket, TicketFile
from jiaoyun.plumbing.sealing import SealBroken
from jiaoyun.plumbing.uploads.pictures import read_evidence

_log = logging.getLogger(__name__)

#: Of its own: nothing in the file may load, run, or be framed, whatever a browser takes it for.
_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


def file_response(ticket: Ticket, file_id: UUID) -> HttpResponse:
    """The file of a ticket behind its gate. Http404 for another ticket's file, and for one that is gone or changed."""
    rows = TicketFile.objects.everywhere("the files of a ticket behind its gate")
    row = rows.filter(ticket=ticket, pk=file_id).first()
    data = _read(row.stored) if row is not None else None
    if row is None or data is None:
        raise Http404
    is_picture = row.medium == Medium.PICTURE
    response = HttpResponse(data, content_type="image/jpeg" if is_picture else "application/octet-stream")
    name = f"evidence-{ticket.number}-{row.position}.{'jpg' if is_picture else 'pdf'}"
    response.headers["Content-Disposition"] = f'{"inline" if is_picture else "attachment"}; filename="{name}"'
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _read(stored: str) -> bytes | None:
    try:
        return read_evidence(stored)
    except SealBroken:
        _log.error("the stored evidence %s does not open: it was changed outside the product", stored)
        return None
