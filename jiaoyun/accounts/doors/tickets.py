"""The tickets that help at the door: filled in with what was typed, and with nothing from the record."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from jiaoyun.accounts.identifiers import NotThisKindError, canonical
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.plumbing.carried import carry
from jiaoyun.plumbing.refusals import Refused

#: The kinds of ticket, as the help desk declares them.
RESTORE, THAW, SCHOOL, PASSWORD = "account_restore", "thaw", "school_missing", "password_reset"


def carry_typed(request: HttpRequest, refused: Refused, typed: str, *, now: datetime) -> None:
    """Carry what was typed at the door into the ticket that this refusal offers; nothing where it offers none."""
    kind = refused.values.get("kind")
    if kind == SCHOOL:
        carry(request, SCHOOL, {"school": str(refused.values.get("school", ""))})
    elif kind in (RESTORE, THAW) and typed:
        carry(request, str(kind), {"account": typed, "document": typed if _is_document(typed, now) else ""})


def _is_document(typed: str, now: datetime) -> bool:
    try:
        canonical(IdentifierKind.DOCUMENT, typed, today=timezone.localdate(now))
    except NotThisKindError:
        return False
    return True
